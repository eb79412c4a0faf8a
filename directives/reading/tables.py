"""Tables of tasks: what is to be done, by whom, by when, in columns that a line of headings names.

A row is a line of cells parted by "|", or the cells one below the other as a PDF gives them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from directives.reading.actors import actors_at
from directives.reading.deadlines import due_in
from directives.reading.lines import Line, Text, lines_of
from directives.reading.proposals import Due, DutyProposal, Span
from directives.reading.quantities import quantity_in

_MOST_COLUMNS = 9
_LONGEST_HEADING = 60
_FARTHEST_NUMBER = 12  # lines: a cell may be wrapped
_LONGEST_CELL = 700
# What a column holds, the first that its heading matches; a column of none of them is passed over.
_NUMBER, _DUE, _HELPS, _WHO, _TASK = "number", "due", "helps", "who", "task"
_ROLES = (
    (_NUMBER, re.compile(r"(?:stt|tt|số tt|số thứ tự)$")),
    (_DUE, re.compile(r"thời gian|thời hạn|hoàn thành|tiến độ|kỳ hạn|hạn (?:xong|gửi)")),
    (_HELPS, re.compile(r"phối hợp|ghi chú|sản phẩm|kết quả|căn cứ|kinh phí|lãnh đạo")),
    (_WHO, re.compile(r"chủ trì|thực hiện|cơ quan|đơn vị|phụ trách|phân công|trách nhiệm")),
    (_TASK, re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|tên việc|giải pháp")),
)


_STACKED = re.compile(r"\n\s{0,3}(?:stt|tt|số tt|số thứ tự)\s{0,3}\n")


class Table(NamedTuple):
    """A table of tasks: where it stands, and each row's cells by what their column holds."""

    start: int
    end: int
    rows: tuple[dict[str, Span], ...]


def tables_in(text: Text, start: int, end: int) -> list[Table]:
    """The tables of tasks in `text[start:end]` (an unwrapped one), in order."""
    found: list[Table] = []
    if text.find("|", start, end) < 0 and not _STACKED.search(text.low, start, end):
        return found
    lines = [
        Line(start + line.start, start + line.end, line.text) for line in lines_of(text[start:end])
    ]
    place = 0
    while place < len(lines):
        table, place = (
            _ruled(text, lines, place) or _stacked(text, lines, place) or (None, place + 1)
        )
        if table is not None:
            found.append(table)
    return found


def duties_of(text: Text, table: Table, issued_on: date | None) -> Iterator[DutyProposal]:
    """One duty a row that says who or by when."""
    for row in table.rows:
        start, end = row[_TASK]
        actors = _actors(text, row[_WHO]) if _WHO in row else ()
        due = _due(text, row[_DUE], issued_on) if _DUE in row else None
        if end - start < 8 or not (actors or due):
            continue
        number = text[slice(*row[_NUMBER])].rstrip(".") if _NUMBER in row else ""
        yield DutyProposal(
            clause=number,
            text=" ".join(text[start:end].split()),
            actors=actors,
            due=due,
            quantity=quantity_in(text, start, end),
            start=start,
            end=end,
        )


def _ruled(text: Text, lines: Sequence[Line], place: int) -> tuple[Table, int] | None:
    """A table whose rows are lines of cells parted by "|"."""
    if "|" not in lines[place].text:
        return None
    roles = _roles([text.low[slice(*cell)] for cell in _cells(text, lines[place])])
    if roles is None:
        return None
    rows: list[dict[str, Span]] = []
    at = place + 1
    while at < len(lines) and "|" in lines[at].text:
        cells = _cells(text, lines[at])
        row = {role: cells[column] for column, role in roles.items() if column < len(cells)}
        if len(cells) >= len(roles) and _TASK in row:
            rows.append({role: cell for role, cell in row.items() if cell[0] < cell[1]})
        at += 1
    return _table(lines, place, at, rows), at


def _stacked(text: Text, lines: Sequence[Line], place: int) -> tuple[Table, int] | None:
    """A table with one cell a line: its headings from "TT" on, then "1" and as many cells."""
    if not _ROLES[0][1].match(text.low, lines[place].start, lines[place].end):
        return None
    first = _ordinal_after(lines, place + 1, 1)
    if first is None or not 3 <= first - place <= _MOST_COLUMNS:
        return None
    roles = _roles([text.low[line.start : line.end] for line in lines[place:first]])
    if roles is None:
        return None
    rows: list[dict[str, Span]] = []
    width, at, count = first - place, first, 1
    while at + width <= len(lines):
        following = _ordinal_after(lines, at + 1, count + 1)
        if following is not None and following - at != width:
            following = None  # a cell of several lines: nobody can tell which
        cells = [(line.start, line.end) for line in lines[at : at + width]]
        rows.append({role: cells[column] for column, role in roles.items()})
        at += width
        if following is None:
            break
        count += 1
    return _table(lines, place, at, rows), at


def _table(lines: Sequence[Line], place: int, at: int, rows: list[dict[str, Span]]) -> Table:
    kept = tuple(row for row in rows if _TASK in row)
    return Table(lines[place].start, lines[at - 1].end, kept)


def _ordinal_after(lines: Sequence[Line], place: int, count: int) -> int | None:
    for at in range(place, min(place + _FARTHEST_NUMBER, len(lines))):
        if lines[at].text.rstrip(".") in (str(count), f"{count:02}"):
            return at
    return None


def _roles(headings: Sequence[str]) -> dict[int, str] | None:
    """What each column holds; None when it is no table of tasks."""
    if not 2 <= len(headings) <= _MOST_COLUMNS:
        return None
    roles: dict[int, str] = {}
    for column, heading in enumerate(headings):
        said = heading.strip(" :*")
        if len(said) > _LONGEST_HEADING:
            return None
        role = next((role for role, pattern in _ROLES if pattern.search(said)), None)
        if role and role != _HELPS and role not in roles.values():
            roles[column] = role
    return roles if _TASK in roles.values() and {_WHO, _DUE} & set(roles.values()) else None


def _cells(text: Text, line: Line) -> list[Span]:
    """The cells of a line, their blanks trimmed; an empty one is an empty span."""
    cells: list[Span] = []
    at = line.start
    for part in line.text.split("|"):
        start = at + len(part) - len(part.lstrip())
        cells.append((min(start, at + len(part)), at + len(part.rstrip())))
        at += len(part) + 1
    if cells and cells[0][0] >= cells[0][1] and line.text.startswith("|"):
        cells.pop(0)
    return [(start, max(start, end)) for start, end in cells]


def _actors(text: Text, cell: Span) -> tuple[str, ...]:
    start, end = cell
    found, last = actors_at(text, start, end)
    if found and not text[last:end].strip(" .;,"):
        return found
    said = " ".join(text[start:end].split()).rstrip(".;,")
    return (said,) if 2 < len(said) <= 120 else ()


def _due(text: Text, cell: Span, issued_on: date | None) -> Due | None:
    """A cell's deadline; a bare day, month or quarter is its last one."""
    start, end = cell
    if end - start > _LONGEST_CELL:
        return None
    said = text[start:end]
    due = due_in(text, start, end, issued_on)
    if due is None:
        led = Text(f"trong {said}")
        due = due_in(led, 0, len(led), issued_on)
    return replace(due, wording=" ".join(said.split()), start=start, end=end) if due else None
