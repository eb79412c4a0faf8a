"""The numbers that Word draws before the paragraphs of its lists: they stand in no paragraph's text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Lists:
    """The lists of a document, counted as its paragraphs are asked for in their order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._list_of: dict[str, str] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        part = next(
            (
                rel.target_part
                for rel in document.part.rels.values()
                if rel.reltype.endswith("/numbering")
            ),
            None,
        )
        if part is not None:
            self._read(part.element)

    def _read(self, root: Any) -> None:
        for abstract in root.iter(f"{WORD}abstractNum"):
            levels = {int(level.get(f"{WORD}ilvl")): level for level in abstract.iter(f"{WORD}lvl")}
            self._levels[abstract.get(f"{WORD}abstractNumId")] = levels
        for number in root.iter(f"{WORD}num"):
            self._list_of[number.get(f"{WORD}numId")] = _value(number, "abstractNumId") or ""

    def label(self, paragraph: Any) -> str:
        """What stands before the paragraph with a blank, "" when it belongs to no list."""
        number, depth = _place_in_list(paragraph)
        which = self._list_of.get(number, "")
        level = self._levels.get(which, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts[which]
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]
        counts[depth] = counts.get(depth, int(_value(level, "start") or 1) - 1) + 1
        if _value(level, "numFmt") == "bullet":
            return "- "
        written = _PLACE.sub(
            lambda of: self._written(which, int(of[1]) - 1), _value(level, "lvlText") or ""
        )
        return f"{written} " if written else ""

    def _written(self, which: str, depth: int) -> str:
        level = self._levels[which].get(depth)
        if level is None:
            return ""
        start = int(_value(level, "start") or 1)
        return _in_form(self._counts[which].get(depth, start), _value(level, "numFmt") or "decimal")


def _place_in_list(paragraph: Any) -> tuple[str, int]:
    """The list and the depth that a paragraph, or else its style, says it stands at."""
    for properties in (paragraph._p.pPr, *_of_styles(paragraph.style)):
        place = properties.find(f"{WORD}numPr") if properties is not None else None
        if place is not None:
            return _value(place, "numId") or "", int(_value(place, "ilvl") or 0)
    return "", 0


def _of_styles(style: Any) -> list[Any]:
    found: list[Any] = []
    while style is not None and len(found) < 10:
        found.append(style.element.find(f"{WORD}pPr"))
        style = style.base_style
    return found


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{WORD}{name}")
    return None if child is None else child.get(f"{WORD}val")


def _in_form(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        said += letters * (count // value)
        count %= value
    return said
