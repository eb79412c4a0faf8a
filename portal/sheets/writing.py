"""Writing workbooks: heads that stay in sight, typed cells, text that never runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from portal.files.rules import FileKind
from portal.sheets.columns import RUNS, Column, Sheet

MOST_ROWS = 20_000
MOST_AT_ONCE = 5_000  # more are written by a background job (portal.exports)
TOO_MANY = "Có hơn 20.000 dòng, nhiều hơn một bảng tính nên chứa. Hãy lọc hẹp lại rồi xuất."
TOLD_EACH = 500  # rows between two words about how far a workbook is
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no XML holds these


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet of a workbook. With `above`, the lines over its head, it is a form to be printed."""

    title: str
    sheet: Sheet
    rows: Iterable[Any]
    above: Sequence[str] = ()

    def count(self) -> int:
        rows = self.rows if isinstance(self.rows, QuerySet | Sized) else list(self.rows)
        return rows.order_by().count() if isinstance(rows, QuerySet) else len(rows)


def has_more_than(most: int, parts: Iterable[Part]) -> bool:
    """Tell whether queries bring more rows together, without counting them all.

    Beyond `MOST_ROWS`, `TOO_MANY` is what to say where no background job makes the table.
    """
    queries = (part.rows for part in parts if isinstance(part.rows, QuerySet))
    return sum(rows.order_by()[: most + 1].count() for rows in queries) > most


def workbook(*parts: Part, told: Callable[[int], None] | None = None) -> bytes:
    """Return an XLSX with these sheets. Rows go straight to it: memory does not grow with them.

    `told` hears now and then how many rows are written.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    written = 0
    for part in parts:
        page = book.create_sheet(part.title[:31])
        written = _Writer(page, part, told, written).write()
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def xlsx_response(content: bytes, *, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=FileKind.XLSX.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


class _Writer:
    """Writes one sheet: the lines above, bold heads that stay in sight, typed cells."""

    def __init__(
        self, page: Any, part: Part, told: Callable[[int], None] | None, before: int
    ) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side

        self.page, self.part, self.told, self.before = page, part, told, before
        self.columns = part.sheet.columns()
        self.has_groups = any(column.group for column in self.columns)
        thin = Side(style="thin")
        face: dict[str, Any] = {"name": "Times New Roman", "size": 11}
        at_top = Alignment(wrap_text=True, vertical="top")
        self.frame = Border(left=thin, right=thin, top=thin, bottom=thin) if part.above else None
        bold = Font(**(face if part.above else {}), bold=True)
        self.looks: dict[str, tuple[Any, Any]] = {
            "above": (bold, None),
            "head": (bold, Alignment(wrap_text=True, horizontal="center", vertical="center")),
            "row": (Font(**face) if part.above else None, at_top),
        }
        self.styles: dict[tuple[str, str, bool], Any] = {}

    def write(self) -> int:
        """Write the sheet; return how many rows the workbook has by then."""
        first = len(self.part.above) + 1
        last = first + self.has_groups
        self._lay_out(first, last)
        for line in self.part.above:
            self.page.append([self._cell(line, "above")])
        for heads in _heads(self.columns) if self.has_groups else [_names(self.columns)]:
            self.page.append([self._cell(head, "head") for head in heads])
        count = last
        for row in self.part.sheet.iter_queryset(self.part.rows):
            self.page.append(self._line(row))
            count += 1
            done = self.before + count - last
            if self.told and done % TOLD_EACH == 0:
                self.told(done)
        if not self.part.above:
            self.page.auto_filter.ref = f"A{last}:{_letter(len(self.columns))}{count}"
        return self.before + count - last

    def _lay_out(self, first: int, last: int) -> None:
        """Say what a sheet that is written row by row must know before its first row."""
        self.page.freeze_panes = f"A{last + 1}"
        for place, column in enumerate(self.columns, start=1):
            self.page.column_dimensions[_letter(place)].width = column.width
            if column.choices:
                letter = _letter(place)
                cells = f"{letter}{last + 1}:{letter}{MOST_ROWS}"
                self._offer(column.choices, cells, is_closed=column.is_closed)
        if self.part.above:
            self.page.page_setup.orientation, self.page.page_setup.paperSize = "landscape", 9  # A4
            self.page.page_setup.fitToHeight = 0
            self.page.sheet_properties.pageSetUpPr.fitToPage = True
            self.page.print_title_rows = f"{first}:{last}"
        if self.has_groups:
            for merged in _merged(self.columns, first):
                self.page.merged_cells.add(merged)

    def _offer(self, choices: str, cells: str, *, is_closed: bool) -> None:
        """Put a drop-down list on cells; of a closed one Excel refuses what is not in it."""
        from openpyxl.worksheet.datavalidation import DataValidation

        listed: Any = DataValidation(
            type="list", formula1=choices, allow_blank=True, showErrorMessage=is_closed,
            errorTitle="Không có trong danh mục", error="Hãy chọn một giá trị trong danh sách.",
        )  # fmt: skip
        listed.add(cells)
        self.page.data_validations.append(listed)

    def _line(self, row: Any) -> list[Any]:
        values = self.part.sheet.export_resource(row)
        return [
            self._cell(value, "row", column.number_format)
            for column, value in zip(self.columns, values, strict=True)
        ]

    def _cell(self, value: Any, look: str, number_format: str = "") -> Any:
        """Return a cell of the value's own type; text is text, whatever it begins with."""
        from openpyxl.cell import Cell as PageCell

        is_text = isinstance(value, str)
        if isinstance(value, date):
            number_format = number_format or "dd/mm/yyyy"
        style = self._style(look, number_format, is_text and value.startswith(RUNS))
        cell: Any = PageCell(self.page, row=1, column=1, style_array=style)
        cell.value = _UNWRITABLE.sub("", value) if is_text else value
        if is_text:
            cell.data_type = "s"
        return cell

    def _style(self, look: str, number_format: str, is_quoted: bool) -> Any:
        """Return how a cell looks, worked out once: openpyxl compares every font with all it has."""
        from openpyxl.cell import WriteOnlyCell

        key = (look, number_format, is_quoted)
        if key not in self.styles:
            cell: Any = WriteOnlyCell(self.page)
            font, alignment = self.looks[look]
            for name, part in (("font", font), ("alignment", alignment), ("border", self.frame)):
                if part is not None:
                    setattr(cell, name, part)
            cell.number_format = number_format or "General"
            cell.quotePrefix = is_quoted
            self.styles[key] = cell._style
        return self.styles[key]


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)


def _names(columns: Sequence[Column]) -> list[str]:
    return [column.column_name for column in columns]


def _heads(columns: Sequence[Column]) -> tuple[list[str], list[str]]:
    """Return a head of two rows; what `_merged` joins is written once."""
    before = ["", *(column.group for column in columns)]
    upper = [
        ("" if column.group == left else column.group) if column.group else column.column_name
        for column, left in zip(columns, before, strict=False)
    ]
    return upper, [column.column_name if column.group else "" for column in columns]


def _merged(columns: Sequence[Column], row: int) -> Iterator[str]:
    """Yield the cells that are one in a head of two rows: a group across, any other down."""
    by_group = groupby(enumerate(columns, start=1), key=lambda each: each[1].group or each[0])
    for group, found in by_group:
        letters = [_letter(place) for place, _ in found]
        yield f"{letters[0]}{row}:{letters[-1]}{row if isinstance(group, str) else row + 1}"
