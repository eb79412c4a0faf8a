"""Linking citations to the directives they mean, both ways round."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from directives.registry.kinds import ReferenceState
from directives.registry.models import CrossReference, Directive
from directives.registry.rules import Cited, Held, means
from portal.access import Scope
from portal.audit.actions import record


@transaction.atomic
def resolve(*, directive: Directive) -> int:
    """Look up each citation of `directive` that has no target yet. Returns how many were linked.

    Only what anyone in the owner's province may read is a candidate: a link must not betray a
    directive of another province.
    """
    waiting = list(directive.references.waiting())
    held = _held_by_number(directive.owner.unit_id, {row.number_key for row in waiting})
    for reference in waiting:
        _point(reference, directive, held[reference.number_key])
    CrossReference.objects.bulk_update(waiting, ["state", "target"])
    return sum(row.state == ReferenceState.RESOLVED for row in waiting)


@transaction.atomic
def resolve_waiting(*, directive: Directive, by: Scope) -> int:
    """Link what waited for a directive that has just become final. Returns how many were linked."""
    waiting = (
        CrossReference.objects.waiting()
        .from_standing_sources()
        .exclude(source=directive)
        .filter(number_key=directive.number_key)
        .select_related("source__owner")
        .select_for_update(of=("self",))
    )
    linked = 0
    for reference in waiting:
        source: Directive = reference.source
        held = _held_by_number(source.owner.unit_id, {reference.number_key})
        _point(reference, source, held[reference.number_key])
        reference.save(update_fields=["state", "target"])
        if reference.state == ReferenceState.RESOLVED:
            linked += 1
            record(
                act="reference.resolve", target=source, by=by, organisation_id=source.owner_id,
                says=f"Dẫn chiếu {reference.number} được liên kết với văn bản vừa nhập.",
            )  # fmt: skip
    return linked


def _held_by_number(unit_id: int, keys: Iterable[str]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = defaultdict(list)
    rows = Directive.objects.read_in_province_of(unit_id).numbered(keys).select_related("province")
    for row in rows:
        name = row.province.name if row.province else ""
        found[row.number_key].append(Held(row.pk, row.issued_on, row.province_id, name))
    return found


def _point(reference: CrossReference, source: Directive, held: list[Held]) -> None:
    others = [row for row in held if row.pk != source.pk]
    cited = Cited(reference.issued_on, reference.issuer, source.issued_on, source.province_id)
    meant = means(cited, others)
    reference.target_id = meant[0] if len(meant) == 1 else None
    states = {0: ReferenceState.UNKNOWN, 1: ReferenceState.RESOLVED}
    reference.state = states.get(len(meant), ReferenceState.AMBIGUOUS)
