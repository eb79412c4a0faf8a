"""The numbering of a document: which clause a line stands in, and how deep."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from directives.reading.lines import UPPER, Text, lines_of
from directives.reading.proposals import Span

_LEVELS = (
    re.compile(r"(?:PHẦN|Phần)\s(?:thứ\s)?(?P<label>[\w]{1,6})\s?[.:\-]?\s*"),
    re.compile(r"(?:CHƯƠNG|Chương)\s(?P<label>[IVX\d]{1,5})\s?[.:\-]?\s*"),
    re.compile(rf"(?P<label>[A-E])(?:\s?[.)/\-–]\s+|\s[-–](?=[{UPPER}]{{2}}))"),
    re.compile(rf"(?P<label>[IVX]{{1,5}})(?:\s?[.)/\-–]\s+|\s?[-–](?=[{UPPER}]{{2}}))"),
    re.compile(r"(?P<label>Điều\s\d{1,3}[a-zđ]?)\s?[.:]?\s*"),
    re.compile(
        r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\s?(?:(?:[.)]|[-/](?=\s)|(?<=\d\.\d)|(?<=\d\.\d\d))\s+"
        rf"|[.)\-/][.,:;]\s?(?=[{UPPER}]))"  # a speck of a scan: "1..Bộ"
    ),
    re.compile(
        r"(?P<label>Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\slà\s?[,:]\s+"
        r"|Thứ\s(?P<nth>nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s?[,:]\s+(?!(?:ngày\s)?\d)"
    ),
    re.compile(r"\(?(?P<label>[a-zđ])\s?[.)/]\s+"),
    re.compile(r"(?P<label>[-–—+•*▪○●])\s*(?=[^\s\-–—_*])"),
)
_BULLET = len(_LEVELS) - 1
_LETTER, _ROMAN, _ARTICLE, _SPOKEN = 2, 3, 4, 6
_SPOKEN_NUMBERS = (
    ("một", "nhất"), ("hai",), ("ba",), ("bốn", "tư"), ("năm",), ("sáu",), ("bảy",), ("tám",),
    ("chín",), ("mười",),
)  # fmt: skip
_SAID = {word: str(count) for count, words in enumerate(_SPOKEN_NUMBERS, 1) for word in words}
# Which of them a line may open with, by its first letter.
_FIRST = (
    "P",
    "C",
    "ABCDE",
    "IVX",
    "Đ",
    "0123456789",
    "MHBNSTC",
    "(abcdefghijklmnopqrstuvwxyzđ",
    "-–—+•*▪○●",
)
_BY_FIRST = {
    letter: tuple(level for level, letters in enumerate(_FIRST) if letter in letters)
    for letter in "".join(_FIRST)
}
BULLET = 10 * _BULLET
LETTERED = 10 * _LETTER  # "A. TÌNH HÌNH": heads a section, orders nothing itself
SPOKEN = 10 * _SPOKEN  # "Một là, …": in a speech as well as in a directive
UNNUMBERED = 10 * len(_LEVELS)  # the level of a line without numbering or bullet

_QUOTED = re.compile(
    r"như sau:\s{0,4}\n\s{0,8}(?P<said>[“\"][^“”\"]{1,6000}[”\"])\s?[.;,]?\s?(?:\n|$)"
)


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
    said = ""
    for line in lines_of(text[start:end]):
        level, label, length = _numbering(line.text)
        depth = level * 10
        if level == _ROMAN and _ARTICLE * 10 in path and _ROMAN * 10 not in path:
            depth = _ARTICLE * 10 + 5  # "Điều 1 … I. MỤC TIÊU": the article holds the section
        if label and level != _BULLET:
            path = {place: above for place, above in path.items() if place < depth}
            path[depth] = label
            said = ".".join(path[place] for place in sorted(path))
        yield Clause(
            start + line.start + length,
            start + line.end,
            said,
            depth + (label or "").count(".") + (label in ("+", "○")),
            bool(label) and level not in (_BULLET, _SPOKEN),
        )


def _numbering(line: str) -> tuple[int, str, int]:
    for level in _BY_FIRST.get(line[:1], ()):
        match = _LEVELS[level].match(line)
        if match:
            label = match["label"]
            if level == _SPOKEN:
                label = _SAID[(label or match["nth"]).lower()]
            return level, label, match.end()
    return len(_LEVELS), "", 0


def quoted_in(text: Text, body: Span) -> list[Span]:
    """The new words of what is amended: "Sửa đổi khoản 2 như sau: “2. …”"; they order nothing here."""
    if text.find("như sau:", *body) < 0:
        return []
    return [said.span("said") for said in _QUOTED.finditer(text, *body)]


def inside(clause: Clause, spans: list[Span]) -> bool:
    before = bisect_right(spans, clause.start, key=lambda span: span[0])
    return before > 0 and clause.start < spans[before - 1][1]
