"""The numbering of a document: which clause a line stands in, and how deep."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from directives.reading.lines import lines_of

_LEVELS = (
    re.compile(r"(?:PHẦN|Phần)\s(?:thứ\s)?(?P<label>[\w]{1,6})\s?[.:\-]?\s*"),
    re.compile(r"(?:CHƯƠNG|Chương)\s(?P<label>[IVX\d]{1,5})\s?[.:\-]?\s*"),
    re.compile(r"(?P<label>[IVX]{1,5})\s?[.)/\-]\s+"),
    re.compile(r"(?P<label>Điều\s\d{1,3}[a-zđ]?)\s?[.:]?\s*"),
    re.compile(
        r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s?(?:[.)]|-(?=\s)|(?<=\d\.\d)|(?<=\d\.\d\d))\s+"
    ),
    re.compile(r"\(?(?P<label>[a-zđ])\s?[.)]\s+"),
    re.compile(r"(?P<label>[-–—+•*▪○●])\s*(?=[^\s\-–—_*])"),
)
_BULLET = len(_LEVELS) - 1
BULLET = 10 * _BULLET
UNNUMBERED = 10 * len(_LEVELS)  # the level of a line without numbering or bullet


class Clause(NamedTuple):
    """One line of the body: its words' span without the numbering, its path and its depth."""

    start: int
    end: int
    path: str
    level: int  # the deeper the greater; "1.1" is deeper than "1"
    numbered: bool


def clauses_of(text: str, start: int, end: int) -> Iterator[Clause]:
    """The lines of `text[start:end]` (an unwrapped one) with the path of the clause they stand in."""
    path: dict[int, str] = {}
    for line in lines_of(text[start:end]):
        level, label, length = _numbering(line.text)
        if label and level != _BULLET:
            path = {depth: said for depth, said in path.items() if depth < level}
            path[level] = label
        yield Clause(
            start + line.start + length,
            start + line.end,
            ".".join(path[depth] for depth in sorted(path)),
            level * 10 + (label or "").count(".") + (label in ("+", "○")),
            bool(label) and level != _BULLET,
        )


def _numbering(line: str) -> tuple[int, str, int]:
    for level, pattern in enumerate(_LEVELS):
        match = pattern.match(line)
        if match:
            return level, match["label"], match.end()
    return len(_LEVELS), "", 0
