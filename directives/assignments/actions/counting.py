"""Keeping, beside the work, how much of it each organisation was given and has done.

Every act counts again what it changed, in its own transaction: a count is read from the rows, never
added to, so that it cannot drift. Counts are locked in the order of their organisations, and after
the chains of the record, which every act on the same organisation locks first: two who act at once
wait for each other there, never in a ring.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction

from directives.assignments.actions.provinces import count_provinces, mark
from directives.assignments.models import Assignment, WorkCount
from directives.assignments.querysets.counts import KEPT
from directives.registry.models import Duty

_UNIQUE = ("organisation", "directive")
_NOTHING = (0,) * len(KEPT)


@transaction.atomic
def count_again(directive_id: int, organisations: Mapping[int, int]) -> int:
    """Count what organisations, each with its unit, have of a directive; return how many were wrong."""
    kept = _locked(directive_id, organisations)
    if missing := sorted(organisations.keys() - kept.keys()):
        new = [
            WorkCount(directive_id=directive_id, organisation_id=pk, unit_id=organisations[pk])
            for pk in missing
        ]
        WorkCount.objects.bulk_create(new, 1000, ignore_conflicts=True)
        kept = _locked(directive_id, organisations)
    found = Assignment.objects.counts_of(directive_id, organisations)
    now = [
        WorkCount(
            directive_id=directive_id, organisation_id=pk, unit_id=organisations[pk],
            **dict(zip(KEPT, found.get(pk, _NOTHING), strict=True)),
        )
        for pk in kept
    ]  # fmt: skip
    wrong = [one for one in now if _numbers(one) != _numbers(kept[one.organisation_id])]
    WorkCount.objects.bulk_create(
        wrong, 1000, update_conflicts=True, unique_fields=_UNIQUE, update_fields=KEPT
    )
    return len(wrong)


def count_changed(duty: Duty, organisations: Mapping[int, int]) -> None:
    """Count again what an act changed of a duty: of each organisation, with its unit, and of its province."""
    mark(duty, organisations)
    count_again(duty.directive_id, organisations)


def count_all_again() -> int:
    """Count all work again; return how many counts of organisations were wrong."""
    found = Assignment.objects.order_by().values_list(
        "duty__directive_id", "organisation_id", "organisation__unit_id"
    )
    units: dict[int, dict[int, int]] = defaultdict(dict)
    for directive, organisation, unit in found.distinct():
        units[directive][organisation] = unit
    wrong = sum(count_again(directive, units[directive]) for directive in sorted(units))
    count_provinces()
    return wrong


def _locked(directive_id: int, organisations: Iterable[int]) -> dict[int, WorkCount]:
    found = WorkCount.objects.of(directive_id, organisations).select_for_update()
    return {one.organisation_id: one for one in found}


def _numbers(count: WorkCount) -> tuple[int, ...]:
    return tuple(getattr(count, name) for name in KEPT)
