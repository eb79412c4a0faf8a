"""Keeping what the books of each commune say of the heaviest form in the periods of the law.

01/TCD of a province counts the visits of a quarter in 168 books. Whoever writes in a book leaves a mark,
by trigger (`BookMark`), and waits for nobody. Who reads a form takes the marked offices' figures from the
books themselves, the others' from what is kept; a job counts the marked again and takes the marks away.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from citizens.returns import questions
from citizens.returns.catalogue import periods
from citizens.returns.models import BookMark, KeptFigures
from citizens.returns.rules import Number
from citizens.returns.sources import EACH
from portal.figures import Period

KEPT = "01/TCD"
_FOR = timedelta(days=366)  # after the last day of a period
_MARKS, _OFFICES = 1000, 100  # handled in one transaction


def of_each(
    code: str, organisations: Collection[int], period: Period
) -> dict[int, Mapping[int, Number]]:
    """Return the numbers that the books of each of these offices say; of some that have none, nothing."""
    known = _known(organisations, period) if code == KEPT else {}
    others = tuple(pk for pk in organisations if pk not in known)
    counted = EACH[code](others, period) if others else {}
    return {pk: numbers for pk, numbers in known.items() if numbers} | dict(counted)


def kept_periods(on: date) -> list[Period]:
    """Return the periods whose figures are kept on a day: those that run, and those of the last year."""
    years = (on.year - 2, on.year - 1, on.year, on.year + 1)
    found = (one.of(year) for year in years for one in periods())
    return [one for one in found if one.starts_on <= on <= one.ends_on + _FOR]


def count_again(on: date) -> None:
    """Let go of what is no longer kept, count what was written in, then what nobody counted yet."""
    kept = kept_periods(on)
    KeptFigures.objects.before(min(one.ends_on for one in kept)).delete()
    count_marked(on)
    for period in kept:
        missing = questions.uncounted.numbers(KEPT, period.starts_on, period.ends_on)
        count([pk for (pk,) in missing], period)


def count_all(on: date) -> None:
    """Count every book from nothing: after so much was written that marks would only tell of all."""
    with transaction.atomic():
        BookMark.objects.all().delete()
        KeptFigures.objects.all().delete()
    count_again(on)


def count_marked(on: date) -> None:
    """Count the books that were written in since, some at a time."""
    while _count_marked(on):
        pass


def count(organisations: Sequence[int], period: Period) -> None:
    """Count the books of these offices, some at a time, in place of what is kept of them."""
    for begin in range(0, len(organisations), _OFFICES):
        _count(organisations[begin : begin + _OFFICES], period)


@transaction.atomic
def _count_marked(on: date) -> int:
    """Take marks away, then count from the books: whoever writes meanwhile leaves a mark that stays.

    Two who count the same at once would both write it: the constraint refuses the second, whose marks
    stay.
    """
    marks = list(BookMark.objects.order_by("pk")[:_MARKS])
    BookMark.objects.filter(pk__in=[one.pk for one in marks]).delete()
    for period in kept_periods(on):
        count(_written_in(marks, period), period)
    return len(marks)


@transaction.atomic
def _count(organisations: Collection[int], period: Period) -> None:
    first, last = period.starts_on, period.ends_on
    KeptFigures.objects.of(organisations).of_form(KEPT).of_days(first, last).delete()
    found = EACH[KEPT](organisations, period)
    KeptFigures.objects.bulk_create(
        KeptFigures(
            organisation_id=pk, code=KEPT, starts_on=first, ends_on=last,
            figures=[number for _, number in sorted(found.get(pk, {}).items())],
        )
        for pk in organisations
    )  # fmt: skip


def _written_in(marks: Iterable[BookMark], period: Period) -> list[int]:
    days = period.starts_on, period.ends_on
    return sorted({one.organisation_id for one in marks if days[0] <= one.day <= days[1]})


def _known(organisations: Collection[int], period: Period) -> dict[int, Mapping[int, Number]]:
    """Return what is kept of those whose books were not written in since."""
    days = period.starts_on, period.ends_on
    found = questions.kept.numbers(tuple(organisations), KEPT, *days)
    return {pk: dict(enumerate(json.loads(figures), start=1)) for pk, figures in found}
