"""The list of directives as a spreadsheet."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from directives.registry.kinds import IssuerLevel, System
from directives.registry.querysets import DirectiveQuerySet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
_COLUMNS = (
    ("Số, ký hiệu", 18), ("Loại", 16), ("Ngày ban hành", 14), ("Cơ quan ban hành", 32),
    ("Cấp", 12), ("Hệ thống", 12), ("Trích yếu", 70), ("Người ký", 24),
)  # fmt: skip


def directives_workbook(rows: DirectiveQuerySet) -> bytes:
    """Return the rows as an XLSX file; the caller has put them through the scope."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Văn bản"
    sheet.append([heading for heading, _ in _COLUMNS])
    for place, (_, width) in enumerate(_COLUMNS, start=1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in rows.order_by("-issued_on", "-id")[:MOST_ROWS].iterator(chunk_size=500):
        values = (
            row.number, row.get_kind_display(), row.issued_on, row.issuer,
            IssuerLevel(row.issuer_level).label, System(row.system).label, row.subject, row.signer,
        )  # fmt: skip
        sheet.append([_plain(value) if isinstance(value, str) else value for value in values])
        sheet.cell(sheet.max_row, 3).number_format = "dd/mm/yyyy"
        sheet.cell(sheet.max_row, 7).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _plain(text: str) -> str:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
