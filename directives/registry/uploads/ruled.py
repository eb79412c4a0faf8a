"""Tables that a PDF rules with lines: a row on one line, its cells parted by "|", as those of Word are.

A PDF has no tables, only lines and words; in narrow columns every cell is a heap of short lines. pdfplumber tells
which lines make cells and which words stand in them; all other text stays as pypdf gives it.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

_STROKE = re.compile(rb"\s(?:re|l)\s")
_FEWEST = 7  # strokes: of a grid with three columns and two rows
# A page of sixty rows has some 700 crossings; a grid of 10,000 takes three seconds, one of 40,000 minutes.
# So what is no table of tasks, and pages beyond what a person would upload, are read as plain text.
_MOST_CROSSINGS, _MOST_OF_ALL = 2_500, 100_000
_LARGEST_DRAWING, _LARGEST_OF_ALL = 500_000, 5_000_000  # bytes
_TOLERANCE = 3  # points between lines that are one
_COLUMNS = 3  # filled cells of a row: two columns are a masthead or a foot
_BAR = " | "
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,3}\s*[-–]?\s*")
log = logging.getLogger(__name__)


class Table(NamedTuple):
    """Where a table stands, in points from the left and the bottom of its page, and its rows as lines."""

    left: float
    bottom: float
    right: float
    top: float
    rows: Sequence[str]

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class Ruled:
    """The ruled tables of one file, looked for only on pages that draw enough strokes."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._bytes_left, self._crossings_left = _LARGEST_OF_ALL, _MOST_OF_ALL

    def tables(self, number: int, drawn: bytes) -> list[Table]:
        """Those of a page, counted from nought, that draws `drawn`; none where it cannot be told."""
        if len(drawn) > min(_LARGEST_DRAWING, self._bytes_left):
            return []
        if len(_STROKE.findall(drawn)) < _FEWEST:
            return []
        self._bytes_left -= len(drawn)
        try:
            page = self._file.pages[number]
            return [*_tables(page)] if not page.rotation and self._can_be_told(page) else []
        except Exception as error:  # pdfminer lets errors of its own parts through
            log.info("Tables of a PDF not told: %s", error)
            return []

    def _can_be_told(self, page: Any) -> bool:
        from pdfplumber.table import merge_edges

        lines = merge_edges(page.edges, *[_TOLERANCE] * 4)
        upright = sum(line["orientation"] == "v" for line in lines)
        crossings = upright * (len(lines) - upright)
        if crossings > min(_MOST_CROSSINGS, self._crossings_left):
            return False
        self._crossings_left -= crossings
        return True

    @cached_property
    def _file(self) -> Any:
        import pdfplumber

        return pdfplumber.open(BytesIO(self._content))


def text_of(page: Any, tables: Sequence[Table]) -> str:
    """The text of a page of pypdf's, each table in the place of the words that stand in it."""
    if not tables:
        return str(page.extract_text())
    said: list[str] = []
    told: set[Table] = set()
    inside = False

    def take(words: str, outer: Sequence[float], inner: Sequence[float], *_font: object) -> None:
        nonlocal inside
        if words.strip():
            table = next((one for one in tables if one.holds(*_place(outer, inner))), None)
            inside = table is not None
            if table and table not in told:
                told.add(table)
                said.append("\n".join(("", *table.rows, "")))
        if not inside:
            said.append(words)

    page.extract_text(visitor_text=take)
    return "".join(said)


def joined(pages: Sequence[str]) -> str:
    """The texts of pages one after the other; a table that a page breaks goes on, and so does its row."""
    lines: list[str] = []
    for page in pages:
        below = page.split("\n")
        above = lines[_last(lines) :]
        first = _first(below)
        if above and first < len(below) and above[0].count("|") == below[first].count("|") > 1:
            del lines[_last(lines) + 1 :]
            below = _going_on(lines, below[first:])
        lines += below
    return "\n".join(lines)


def _tables(page: Any) -> Iterator[Table]:
    for found in page.find_tables():
        rows = [
            [" ".join((cell or "").replace("|", " ").split()) for cell in row]
            for row in found.extract()
        ]
        if any(sum(map(bool, row)) >= _COLUMNS for row in rows):
            left, top, right, bottom = found.bbox
            lines = [_BAR.join(row) for row in rows if any(row)]
            yield Table(left, page.height - bottom, right, page.height - top, tuple(lines))


def _place(outer: Sequence[float], inner: Sequence[float]) -> tuple[float, float]:
    """Where words stand on the page: the place of their text matrix, by the page's own matrix."""
    x, y = inner[4], inner[5]
    return (
        x * outer[0] + y * outer[2] + outer[4],
        x * outer[1] + y * outer[3] + outer[5],
    )


def _going_on(lines: list[str], below: list[str]) -> list[str]:
    """What is left of a page that begins with rows of the table that `lines` ends with."""
    heading = next(
        (line for line in reversed([*_trailing(lines)]) if line.count("|") == below[0].count("|")),
        "",
    )
    if below[0] == heading:
        below = below[1:]
    if below and below[0].startswith(_BAR) and below[0].count("|") == lines[-1].count("|"):
        cells = zip(lines[-1].split(_BAR), below[0].split(_BAR), strict=True)
        lines[-1] = _BAR.join(" ".join(filter(None, parts)) for parts in cells)
        below = below[1:]
    return below


def _trailing(lines: Sequence[str]) -> Iterator[str]:
    """The rows that `lines` ends with, the last one first."""
    for line in reversed(lines):
        if "|" not in line:
            return
        yield line


def _last(lines: Sequence[str]) -> int:
    """The place of the last line that is no blank and no page's number."""
    return next((at for at in range(len(lines) - 1, -1, -1) if _says(lines[at])), len(lines))


def _first(lines: Sequence[str]) -> int:
    return next((at for at, line in enumerate(lines) if _says(line)), len(lines))


def _says(line: str) -> bool:
    return bool(line.strip()) and not _PAGE_NUMBER.fullmatch(line)
