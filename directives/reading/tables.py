"""Tables of tasks: what is to be done, by whom, by when, in columns that a line of headings names.

A row is a line of cells parted by "|", or the cells one below the other as a PDF gives them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations, pairwise
from typing import NamedTuple

from directives.reading.actors import actors_at
from directives.reading.deadlines import due_in
from directives.reading.lines import Line, Text, lines_of
from directives.reading.proposals import Due, DutyProposal, Span
from directives.reading.quantities import quantity_in

_MOST_COLUMNS = 9
_LONGEST_HEADING = 60
_FARTHEST_NUMBER = 12  # lines: a cell may be wrapped
_EXTRA_LINES = 6  # of the last row, below which nothing says where it ends
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
        due = due_in_cell(text, row[_DUE], issued_on) if _DUE in row else None
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
    width = len(_cells(text, lines[place]))
    at = place + 1
    while at < len(lines) and "|" in lines[at].text:
        last = _row_end(lines, at, width)
        cells = _cells(text, Line(lines[at].start, lines[last - 1].end, ""))
        row = {role: cells[column] for column, role in roles.items() if column < len(cells)}
        if len(cells) >= len(roles) and _TASK in row:
            rows.append({role: cell for role, cell in row.items() if cell[0] < cell[1]})
        at = last
    return _table(lines, place, at, rows), at


def _row_end(lines: Sequence[Line], at: int, width: int) -> int:
    """The line after the row that begins at `at`: cells may have lines of their own, the last one too."""
    bars = lines[at].text.count("|")
    last = at + 1
    while bars < width - 1 and last < min(at + _FARTHEST_NUMBER, len(lines)):
        bars += lines[last].text.count("|")
        last += 1
    if bars != width - 1:
        return at + 1
    number = lines[at].text.partition("|")[0].strip(" .")
    below = _ordinal_after(lines, last, int(number) + 1) if number.isdecimal() else None
    return below if below is not None and not _parted(lines[last:below]) else last


def _parted(lines: Sequence[Line]) -> bool:
    return any("|" in line.text for line in lines)


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
        ends = _ends(
            text,
            lines[at : following or at + width + _EXTRA_LINES],
            roles,
            width,
            open_end=not following,
        )
        cells = [
            (lines[at + first].start, lines[at + last - 1].end)
            for first, last in pairwise((0, *ends))
        ]
        rows.append({role: cells[column] for column, role in roles.items()})
        at += ends[-1]
        if following != at:
            break
        count += 1
    return _table(lines, place, at, rows), at


def _ends(
    text: Text, lines: Sequence[Line], roles: Mapping[int, str], width: int, *, open_end: bool
) -> tuple[int, ...]:
    """Where the columns of a stacked row end; of the last row nothing says how many lines it has."""
    for last in range(width if open_end else len(lines), len(lines) + 1):
        if ends := _columns(text, lines[:last], roles, width):
            return ends
    return tuple(range(1, width + 1))


def _columns(
    text: Text, lines: Sequence[Line], roles: Mapping[int, str], width: int
) -> tuple[int, ...] | None:
    """Where the columns of a stacked row end, told by what they hold; None when nobody can tell.

    Who must act stands on as few lines as may be: it is the other column that names several.
    """
    if not width <= len(lines) <= _FARTHEST_NUMBER:
        return None
    fits = [
        ends
        for inner in combinations(range(1, len(lines)), width - 1)
        if _fits(text, lines, roles, ends := (*inner, len(lines)))
    ]
    who = next((column for column, role in roles.items() if role == _WHO), None)
    return min(fits, key=lambda ends: _lines_of(ends, who), default=None)


def _fits(text: Text, lines: Sequence[Line], roles: Mapping[int, str], ends: Sequence[int]) -> bool:
    """Whether each column could hold what its heading says; a number has one line."""
    for column, (first, last) in enumerate(pairwise((0, *ends))):
        role = roles.get(column)
        if role == _NUMBER and last - first > 1:
            return False
        if role == _WHO and not all(_names(text, line) for line in lines[first:last]):
            return False
        if role == _DUE and not due_in_cell(text, (lines[first].start, lines[last - 1].end), None):
            return False
    return True


def _lines_of(ends: Sequence[int], column: int | None) -> int:
    return ends[column] - (ends[column - 1] if column else 0) if column is not None else 0


def _names(text: Text, line: Line) -> bool:
    """Whether a line names who must act and nothing else."""
    start, end = _bare(line)
    found, last = actors_at(text, start, end)
    return bool(found) and not text[last:end].strip(" .;,")


def _table(lines: Sequence[Line], place: int, at: int, rows: list[dict[str, Span]]) -> Table:
    kept = tuple(row for row in rows if _TASK in row)
    return Table(lines[place].start, lines[at - 1].end, kept)


def _ordinal_after(lines: Sequence[Line], place: int, count: int) -> int | None:
    for at in range(place, min(place + _FARTHEST_NUMBER, len(lines))):
        if lines[at].text.partition("|")[0].rstrip(" .") in (str(count), f"{count:02}"):
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
    said = text[line.start : line.end]
    for part in said.split("|"):
        start = at + len(part) - len(part.lstrip())
        cells.append((min(start, at + len(part)), at + len(part.rstrip())))
        at += len(part) + 1
    if cells and cells[0][0] >= cells[0][1] and said.startswith("|"):
        cells.pop(0)
    return [(start, max(start, end)) for start, end in cells]


def _actors(text: Text, cell: Span) -> tuple[str, ...]:
    start, end = cell
    rows = [Line(start + row.start, start + row.end, row.text) for row in lines_of(text[start:end])]
    if len(rows) > 1 and all(_names(text, row) for row in rows):
        return tuple(chain.from_iterable(_actors(text, _bare(row)) for row in rows))
    found, last = actors_at(text, start, end)
    if found and not text[last:end].strip(" .;,"):
        return found
    said = " ".join(text[start:end].split()).rstrip(".;,")
    return (said,) if 2 < len(said) <= 120 else ()


def _bare(line: Line) -> Span:
    return line.start + len(line.text) - len(line.text.lstrip("-–+• ")), line.end


def due_in_cell(text: Text, cell: Span, issued_on: date | None) -> Due | None:
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
