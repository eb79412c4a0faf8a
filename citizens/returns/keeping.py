"""Keeping what the books of each commune say of the forms in the periods of the law.

01/TCD of a province counts the visits of a quarter in 168 books, 05/KQTH who holds which matter.
Whoever writes in a book leaves a mark, by trigger (`BookMark`), and waits for nobody. Who reads a form
takes the marked offices' figures from the books themselves, the others' from what is kept; a job counts
the marked again and takes the marks away.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from django.db import transaction

from citizens.returns import questions
from citizens.returns.books import READING
from citizens.returns.catalogue import periods
from citizens.returns.models import BookMark, KeptFigures
from citizens.returns.querysets import BookMarkQuerySet
from citizens.returns.rules import Number, tidy
from citizens.returns.sources import EACH
from portal.figures import Period

_FOR = timedelta(days=366)  # after the last day of a period
_MARKS, _OFFICES = 1000, 400  # handled in one transaction


def of_each(
    code: str, organisations: Collection[int], period: Period
) -> dict[int, Mapping[int, Number]]:
    """Return the numbers that the books of each of these offices say; of some that have none, nothing."""
    known = _known(code, organisations, period)
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
    for code, period in product(READING, kept):
        missing = questions.uncounted.numbers(code, period.starts_on, period.ends_on)
        count(code, [pk for (pk,) in missing], period)


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


def count(code: str, organisations: Sequence[int], period: Period) -> None:
    """Count a form of the books of these offices, some at a time, in place of what is kept of them."""
    for begin in range(0, len(organisations), _OFFICES):
        _count(code, organisations[begin : begin + _OFFICES], period)


@transaction.atomic
def _count_marked(on: date) -> int:
    """Take marks away, then count from the books: whoever writes meanwhile leaves a mark that stays.

    Two who count the same at once would both write it: the constraint refuses the second, whose marks
    stay.
    """
    marks = list(BookMark.objects.order_by("pk")[:_MARKS])
    taken = BookMark.objects.filter(pk__in=[one.pk for one in marks])
    written_in = {
        (code, period): _written_in(code, taken, period)
        for code, period in product(READING, kept_periods(on))
    }
    taken.delete()
    for (code, period), offices in written_in.items():
        count(code, offices, period)
    return len(marks)


@transaction.atomic
def _count(code: str, organisations: Collection[int], period: Period) -> None:
    first, last = period.starts_on, period.ends_on
    KeptFigures.objects.of(organisations).of_form(code).of_days(first, last).delete()
    found = EACH[code](organisations, period)
    KeptFigures.objects.bulk_create(
        KeptFigures(
            organisation_id=pk, code=code, starts_on=first, ends_on=last,
            figures=[_written(number) for _, number in sorted(found.get(pk, {}).items())],
        )
        for pk in organisations
    )  # fmt: skip


def _written_in(code: str, taken: BookMarkQuerySet, period: Period) -> list[int]:
    """Return the offices whose figures of a form and a period these marks concern."""
    marks = taken.on_period(READING[code].books, period.ends_on)
    offices: set[int | None] = set(marks.offices())
    if READING[code].of_holders:
        offices |= set(marks.holders())
    return sorted(pk for pk in offices if pk)


def _known(
    code: str, organisations: Collection[int], period: Period
) -> dict[int, Mapping[int, Number]]:
    """Return what is kept of those whose books were not written in since."""
    reading, days = READING[code], (period.starts_on, period.ends_on)
    ask = questions.kept_of_holders if reading.of_holders else questions.kept
    found = ask.numbers(tuple(organisations), code, *days, reading.books)
    lines = _read([figures for _, figures in found])
    return {pk: dict(enumerate(line, start=1)) for (pk, _), line in zip(found, lines, strict=True)}


def _written(number: Number) -> int | str:
    """Return a number as JSON holds it: no digit of an amount is lost."""
    shown = tidy(number)
    return shown if isinstance(shown, int) else f"{shown:f}"


def _read(figures: Collection[str]) -> list[list[Number]]:
    """Return the numbers of several rows, read at one go."""
    said = f"[{','.join(figures)}]"
    lines: list[list[Any]] = json.loads(said)
    if '"' not in said:  # all whole, as in most forms
        return lines
    return [[Decimal(one) if isinstance(one, str) else one for one in line] for line in lines]
