"""Second entry: how many ballots are drawn, and what two entries of one ballot say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from citizens.surveys.rules.ballots import Answer, Item, Kind, as_typed
from portal.text import search_key

SHARES = (5, 10, 15, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that the two entries answer otherwise, as typed."""

    item: Item
    first: str
    second: str


def how_many(ballots: int, percent: int) -> int:
    """Return how many of a batch are entered again: the share rounded up, at least one."""
    return max(1, -(-ballots * percent // 100)) if ballots and percent else 0


def compared(first: Sequence[Answer], second: Sequence[Answer]) -> int:
    """Return how many questions at least one of the two entries answers."""
    pairs = zip(first, second, strict=True)
    return sum(one is not None or other is not None for one, other in pairs)


def differences(
    sheet: Sequence[Item], first: Sequence[Answer], second: Sequence[Answer]
) -> list[Difference]:
    """Return the questions that differ, in the order of the paper."""
    one, other = as_typed(sheet, first), as_typed(sheet, second)
    return [
        Difference(item, one[item.code], other[item.code])
        for item in sheet
        if not _same(item, one[item.code], other[item.code])
    ]


def _same(item: Item, one: str, other: str) -> bool:
    """Words are the same whatever their case, marks and punctuation; no two people type alike."""
    if item.kind is Kind.TEXT:
        return search_key(one) == search_key(other)
    return one == other


def to_settle(
    sheet: Sequence[Item], first: Sequence[Answer], second: Sequence[Answer]
) -> list[Difference]:
    """Return what differs and every question that hangs on one of those: a third answer may open it."""
    differing = {each.item.code for each in differences(sheet, first, second)}
    one, other = as_typed(sheet, first), as_typed(sheet, second)
    shown: set[str] = set()
    rows = []
    for item in sheet:
        opened_by_one = item.shown_if is not None and item.shown_if[0] in shown
        if item.code in differing or opened_by_one:
            shown.add(item.code)
            rows.append(Difference(item, one[item.code], other[item.code]))
    return rows


def rate(wrong: int, asked: int) -> Decimal | None:
    """Return errors in percent of the answers compared; None before any was."""
    return Decimal(wrong) * 100 / asked if asked else None
