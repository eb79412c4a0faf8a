"""The book as a spreadsheet: one sheet per form, every cell plain text."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

from citizens.receptions.models import Reception
from citizens.receptions.register import line, register_forms
from citizens.receptions.rules.register import RegisterForm, form_on

MOST_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_THIN = Side(style="thin")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = Font(name="Times New Roman", size=11, bold=True)
_BODY = Font(name="Times New Roman", size=11)
_MIDDLE = Alignment(wrap_text=True, horizontal="center", vertical="center")
_TOP = Alignment(wrap_text=True, vertical="top")


def workbook_of(receptions: Iterable[Reception], *, office: str, period: str) -> bytes:
    """Return the book of `receptions` as XLSX. Fetch them `with_book()`, oldest first."""
    book = Workbook(write_only=True)
    sheets: dict[str, Any] = {}
    forms = register_forms()
    for reception in receptions:
        form = form_on(forms, reception.received_on)
        if form.code not in sheets:
            sheets[form.code] = _sheet(book, form, office=office, period=period)
        cells = line(reception, form).cells
        sheets[form.code].append(
            [_cell(sheets[form.code], cell.text, _BODY, _TOP) for cell in cells]
        )
    if not sheets:
        _sheet(book, forms[-1], office=office, period=period)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, form: RegisterForm, *, office: str, period: str) -> Any:
    sheet: Any = book.create_sheet(form.code)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "5:5"
    sheet.freeze_panes = "A6"
    for place, column in enumerate(form.columns):
        sheet.column_dimensions[chr(ord("A") + place)].width = column.width
    for text in (office, form.title, f"({form.name}) – {period}", ""):
        sheet.append([_cell(sheet, text, _HEAD, Alignment())])
    heads = [f"{column.group}: {column.label}" if column.group else column.label
             for column in form.columns]  # fmt: skip
    sheet.append([_cell(sheet, text, _HEAD, _MIDDLE) for text in heads])
    return sheet


def _cell(sheet: Any, text: str, font: Font, alignment: Alignment) -> Any:
    """Return a cell that is text whatever it begins with: "=2+3" stays the five signs typed."""
    cell = WriteOnlyCell(sheet, value="".join(char for char in text if char >= " " or char == "\n"))
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
    cell.font, cell.alignment, cell.border = font, alignment, _FRAME
    return cell
