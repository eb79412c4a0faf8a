"""Spreadsheets, written and read: the one place that knows XLSX.

A room says in its `resources.py` what the columns are, as a `Sheet` of django-import-export, and
its view answers with them:

    class DirectiveSheet(Sheet):
        number = Column("Số, ký hiệu", "number", width=18)
        issued_on = Column("Ngày ban hành", "issued_on")

    return xlsx_response(workbook(Part("Văn bản", DirectiveSheet(), rows)), name="van-ban")

openpyxl is imported where a workbook is made or read: with the URLs, every start of the portal
would wait for it.
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from itertools import groupby, islice, zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.widgets import Widget
from tablib import Dataset

from portal.files.rules import FileKind
from portal.text import nfc, one_line

MOST_ROWS = 20_000
MOST_AT_ONCE = 5_000  # more are written by a background job (portal.exports)
TOO_MANY = "Có hơn 20.000 dòng, nhiều hơn một bảng tính nên chứa. Hãy lọc hẹp lại rồi xuất."
LINE = "Dòng"  # the column that says where in its file a row that was read stood
TOLD_EACH = 500  # rows between two words about how far a workbook is
RUNS = ("=", "+", "-", "@", "\t", "\r")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no XML holds these
_LARGEST_UNPACKED = 40 * 1024 * 1024
_HEAD_WITHIN, _WIDEST, _LAST_ROW = 10, 60, 1_048_576
_FORMULA = "Ô này là một công thức. Hãy chép lại thành giá trị (Dán đặc biệt, Giá trị) rồi gửi lại."
log = logging.getLogger(__name__)


class Formula(str):
    """What a cell computes, where a value was asked for: Excel's last result may be of another day."""

    __slots__ = ()


# --- what the columns are ---


class Cell(Widget):  # type: ignore[misc]  # the library is not typed
    """A value as it is: a date stays a date, a number a number; text is NFC.

    `reads` is the form field that reads what people typed; `places` are kept of a decimal.
    """

    def __init__(self, reads: forms.Field | None, places: int | None) -> None:
        super().__init__(coerce_to_string=False)
        self.reads, self.places = reads, places

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, Decimal) and self.places is not None:
            return value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        return nfc(value) if isinstance(value, str) else value

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        assert self.reads, "only a column with `reads` is read"
        if isinstance(value, Formula):
            raise ValueError(_FORMULA)
        try:
            return self.reads.clean(nfc(value) if isinstance(value, str) else value)
        except ValidationError as error:  # the library gathers ValueErrors, column by column
            raise ValueError(" ".join(error.messages)) from error


class Column(Field):  # type: ignore[misc]  # the library is not typed
    """One column: its head, what fills it (a path of attributes or a function), what reads it.

    `group` is a head over several columns; `places` are the decimals that are kept and shown.
    `choices` is where Excel finds what a cell may hold: "'Danh mục'!$A$2:$A$9"; not `is_closed`, it
    offers them and lets anything else be typed. `as_text`: "1,3" stays what was typed.
    """

    def __init__(
        self,
        head: str,
        attribute: str | None = None,
        *,
        fill: Callable[[Any], Any] | None = None,
        reads: forms.Field | None = None,
        width: int = 14,
        group: str = "",
        places: int | None = None,
        choices: str = "",
        is_closed: bool = True,
        as_text: bool = False,
    ) -> None:
        super().__init__(
            attribute=attribute, column_name=head, widget=Cell(reads, places), readonly=reads is None,
            dehydrate_method=fill,
        )  # fmt: skip
        self.width, self.group = width, group
        self.choices, self.is_closed = choices, is_closed
        self.number_format = "@" if as_text else f"0.{'0' * places}" if places else ""


class Label(Column):
    """The label of a field with choices. `get_…_display` would list all choices anew on every row."""

    labels: dict[Any, Any] | None = None

    def get_value(self, instance: Any) -> str:
        if not self.labels:
            self.labels = dict(instance._meta.get_field(self.attribute).flatchoices)
        value = getattr(instance, self.attribute)
        return str(self.labels.get(value, value))


class Sheet(Resource):  # type: ignore[misc]  # the library is not typed
    """Columns in the order in which a subclass names them."""

    class Meta:
        using_db = "default"
        instance_loader_class = BaseInstanceLoader
        skip_diff = True
        store_instance = True

    def iter_queryset(self, queryset: Iterable[Any]) -> Iterator[Any]:
        """Yield rows a few hundred at a time, so that memory does not grow with them."""
        if isinstance(queryset, QuerySet):
            return queryset.iterator(chunk_size=500)
        return iter(queryset)

    def columns(self) -> list[Column]:
        return list(self.get_export_fields())


# --- writing ---


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


# --- reading ---


def read_rows(content: bytes, *, heads: Sequence[str], filled: Sequence[str], most: int) -> Dataset:
    """Return the columns `heads` of an uploaded XLSX, wherever they stand.

    Rows with nothing in any of the columns `filled` are left out. The column `LINE` says which row
    of the file each was. Raises `ValidationError` in Vietnamese.
    """
    rows = _rows(content)
    places = _places(rows, heads)
    found = Dataset(headers=[LINE, *heads])
    for number, row in rows:
        values = {head: _value(row[place]) for head, place in zip(heads, places, strict=True)}
        if all(values[head] in (None, "") for head in filled):
            continue
        if len(found) == most:
            shown = f"{most:,}".replace(",", ".")
            raise ValidationError(f"Bảng điền hơn {shown} dòng. Hãy chia thành nhiều bảng.")
        found.append([number, *values.values()])
    return found


def _rows(content: bytes) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the first sheet's rows with their numbers. Raises `ValidationError` for a broken file."""
    from openpyxl import load_workbook

    try:
        if _unpacked(content) > _LARGEST_UNPACKED:
            raise ValidationError("Bảng tính này chứa quá nhiều dữ liệu nên hệ thống không mở.")
        book = load_workbook(BytesIO(content), read_only=True)
        page: Any = book.worksheets[0]
        yield from enumerate(page.iter_rows(max_row=_LAST_ROW, max_col=_WIDEST), start=1)
    except ValidationError:
        raise
    except Exception as error:  # openpyxl lets errors of zip, XML and its own parts through
        log.info("Unreadable spreadsheet: %s", error)
        raise ValidationError("Không mở được bảng tính này; tệp có thể bị hỏng.") from error


def _unpacked(content: bytes) -> int:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return sum(entry.file_size for entry in package.infolist())


def _places(rows: Iterator[tuple[int, tuple[Any, ...]]], heads: Sequence[str]) -> list[int]:
    """Read on to the row of heads, or the two rows, and return where each of `heads` stands."""
    above: list[str] = []
    for _, row in islice(rows, _HEAD_WITHIN):
        names = [one_line(str(cell.value or "")) for cell in row]
        both = [name or over for name, over in zip_longest(names, above, fillvalue="")]
        if set(heads) <= set(both):
            return [both.index(head) for head in heads]
        above = names
    wanted = ", ".join(f"“{head}”" for head in heads)
    raise ValidationError(f"Đây không phải bảng lấy từ danh sách: cần có các cột {wanted}.")


def _value(cell: Any) -> Any:
    """Return what a cell shows: 50% is 50 and not 0.5, a day is written as here."""
    value = cell.value
    if cell.data_type == "f":
        return Formula(getattr(value, "text", value))
    if isinstance(value, int | float) and "%" in cell.number_format:
        return round(value * 100, 6)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return value.strip() if isinstance(value, str) else value
