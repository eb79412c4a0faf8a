"""What stands in a cell of a ballot sheet, as it would be typed on the grid."""

from __future__ import annotations

import re

from citizens.surveys.rules.ballots import SKIPPED, Item, Kind
from portal.text import search_key

BLANK = f"{SKIPPED}. Bỏ trống"
_DIGITS = re.compile(r"\d(?:[\s,;]+\d)*")
_LISTED = re.compile(r"(\d)\.\s+(.+)", re.DOTALL)


def as_listed(number: int, text: str) -> str:
    """Return an option as the drop-down list of its column shows it."""
    return f"{number}. {text}"


def as_answer(item: Item, cell: object) -> str:
    """Return what the cell says: "2", "2. Nữ" and "Nữ" are all 2, "1; 3" is 1,3.

    Excel keeps 12 as 12.0. A number with the words of another option, as dragging a cell down makes
    them, stays as it is, so that the ballot's own check refuses it.
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    raw = "" if cell is None else str(cell).strip()
    if not raw or item.kind in (Kind.NUMBER, Kind.TEXT):
        return raw
    if item.kind is Kind.SINGLE:
        return _one(item, raw)
    if _DIGITS.fullmatch(raw):
        return ",".join(re.split(r"[\s,;]+", raw))
    return ",".join(_one(item, part.strip()) for part in raw.split(";") if part.strip())


def _one(item: Item, raw: str) -> str:
    words = {str(choice.number): search_key(choice.text) for choice in item.choices}
    words[str(SKIPPED)] = search_key("Bỏ trống")
    listed = _LISTED.fullmatch(raw)
    if listed:
        number, text = listed.groups()
        return number if words.get(number) == search_key(text) else raw
    said = search_key(raw)
    return next((number for number, text in words.items() if text == said), raw)
