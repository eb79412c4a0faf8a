"""Keeping what each province has of each duty of the centre, for the country's board.

An act leaves a mark, in its own transaction, and waits for nobody: work of one province is acted on
by a hundred communes, and a count that each of them locked would make them queue. Who reads counts
the marked from the rows; a job counts them again and takes the marks away.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from directives.assignments.models import Assignment, ProvinceCount, ProvinceMark
from directives.registry.models import Duty
from portal.units.models import Organisation

_BATCH = 100  # provinces and duties counted in one transaction


def mark(duty: Duty, organisations: Iterable[int]) -> None:
    """Say that what these organisations have of a duty is changed: the boards of the country read it."""
    if duty.directive.province_id is not None:
        return
    over = Organisation.objects.provinces_over(list(organisations))
    ProvinceMark.objects.bulk_create(
        ProvinceMark(duty=duty, province_id=province)
        for province in sorted({province for _, province in over})
    )


def count_marked() -> int:
    """Count again what is marked, some at a time; return how many provinces and duties that were."""
    done = 0
    while counted := _count_some():
        done += counted
    return done


def count_provinces() -> int:
    """Count all again, also what is not marked; return how many provinces and duties that were."""
    with transaction.atomic():
        ProvinceMark.objects.all().delete()
        ProvinceCount.objects.all().delete()
        work = Assignment.objects.standing().of_the_centre()
        ProvinceCount.objects.bulk_create(_counted(work.by_province_and_days()), 1000)
    return ProvinceCount.objects.values("province", "duty").distinct().count()


@transaction.atomic
def _count_some() -> int:
    """Take marks away, then count from the rows: whoever acts meanwhile leaves a mark that stays.

    Two who count the same at once would both write it: the constraint refuses the second, whose
    marks stay.
    """
    marks = list(ProvinceMark.objects.order_by("pk")[:_BATCH])
    pairs = {(one.province_id, one.duty_id) for one in marks}
    ProvinceMark.objects.filter(pk__in=[one.pk for one in marks]).delete()
    ProvinceCount.objects.of_pairs(pairs).delete()
    provinces, duties = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    work = Assignment.objects.standing().of_provinces(provinces).of_duties(duties)
    found = [one for one in work.by_province_and_days() if one[:2] in pairs]
    ProvinceCount.objects.bulk_create(_counted(found), 1000)
    return len(pairs)


def _counted(rows: Iterable[tuple[Any, ...]]) -> Iterator[ProvinceCount]:
    for province, duty, due, first, day, *counts in rows:
        still_open, on_time, late, first_on_time, unanswered = counts
        yield ProvinceCount(
            province_id=province, duty_id=duty, due_on=due, original_due_on=first, day=day,
            still_open=still_open, on_time=on_time, late=late, first_on_time=first_on_time,
            unanswered=unanswered,
        )  # fmt: skip
