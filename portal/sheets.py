"""XLSX as the portal writes it: bold heads that stay in sight, and no cell that a sheet would run."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """Return text that a spreadsheet shows and never runs as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUNS) else value


def write_sheet(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return an XLSX of one sheet; rows are streamed, so memory does not grow with them."""
    book = Workbook(write_only=True)
    add_sheet(book, title, heads, rows)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def add_sheet(
    book: Workbook, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    sheet: Any = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for column, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = max(12, min(60, len(head) + 6))
    sheet.append([_head(sheet, head) for head in heads])
    for row in rows:
        sheet.append([safe_cell(value) for value in row])


def _head(sheet: Any, words: str) -> Any:
    cell = WriteOnlyCell(sheet, value=words)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    return cell
