"""Counts of a stack of ballots as one row of whole numbers, so that stacks are added number by number.

A question takes its place in the order of the paper: how many answered, the sum of the numbers
given, then how many chose each option, in the order of the options. The row is kept as JSON text:
some 400 bytes for twenty questions, however many ballots it counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from citizens.surveys.rules.ballots import Count, Item

Sums = list[int]
_BEFORE_OPTIONS = 2  # answered, total


def width(sheet: Sequence[Item]) -> int:
    return sum(_BEFORE_OPTIONS + len(item.choices) for item in sheet)


def places(sheet: Sequence[Item]) -> dict[str, int]:
    """Return where each question's numbers begin, by its code."""
    found, place = {}, 0
    for item in sheet:
        found[item.code] = place
        place += _BEFORE_OPTIONS + len(item.choices)
    return found


def in_a_row(sheet: Sequence[Item], counts: Mapping[str, Count]) -> Sums:
    """Lay counts out in a row."""
    row: Sums = []
    for item in sheet:
        count = counts[item.code]
        row += [count.answered, count.total]
        row += [count.by_option.get(choice.number, 0) for choice in item.choices]
    return row


def count_at(item: Item, place: int, row: Sequence[int]) -> Count:
    """Read one question's count from the row in which its numbers begin at `place`."""
    chosen = row[place + _BEFORE_OPTIONS : place + _BEFORE_OPTIONS + len(item.choices)]
    numbers = (choice.number for choice in item.choices)
    return Count(row[place], row[place + 1], dict(zip(numbers, chosen, strict=True)))


class OfPaper(NamedTuple):
    """What a list of many stacks shows of one: the whole paper's answers, and its smallest group.

    `good` of `valid` answers of the indexed questions, from `people` ballots; `fewest` is how many
    answered the question that fewest did, of those that anybody answered.
    """

    good: int
    valid: int
    people: int
    fewest: int


def of_paper(sheet: Sequence[Item], row: Sequence[int]) -> OfPaper:
    """Read what is kept beside a row; of an empty one, zeros."""
    good, valid, answered = 0, [0], [0]
    for item, place in zip(sheet, places(sheet).values(), strict=True) if row else ():
        count = count_at(item, place, row)
        answered.append(count.answered)
        if item.judges and item.in_index:
            of_item = good_of_valid(item, count)
            good, valid = good + of_item[0], [*valid, of_item[1]]
    return OfPaper(good, sum(valid), max(valid), min(filter(None, answered), default=0))


def good_of_valid(item: Item, count: Count) -> tuple[int, int]:
    """Return how many answers are good, and how many judge at all."""
    chosen = [(choice.good, count.by_option.get(choice.number, 0)) for choice in item.choices]
    good = sum(number for is_good, number in chosen if is_good)
    return good, sum(number for is_good, number in chosen if is_good is not None)


def added(rows: Iterable[Sequence[int]], *, width: int) -> Sums:
    """Add rows; of none, zeros."""
    return [sum(column) for column in zip(*rows, strict=True)] or [0] * width


def plus(row: Sequence[int], other: Sequence[int]) -> Sums:
    return [a + b for a, b in zip(row, other, strict=True)] if row else list(other)


def minus(row: Sequence[int], other: Sequence[int]) -> Sums:
    return [a - b for a, b in zip(row, other, strict=True)]


def packed(row: Sequence[int]) -> str:
    return json.dumps(list(row), separators=(",", ":"))


def unpacked(column: str) -> Sums:
    row: Sums = json.loads(column)
    return row
