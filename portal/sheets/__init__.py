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

from portal.sheets.columns import RUNS, Column, Formula, Label, Sheet
from portal.sheets.reading import LINE, NO_HEADS, read_rows
from portal.sheets.writing import (
    MOST_AT_ONCE,
    MOST_ROWS,
    TOLD_EACH,
    TOO_MANY,
    Part,
    has_more_than,
    workbook,
    xlsx_response,
)

__all__ = [
    "LINE",
    "MOST_AT_ONCE",
    "MOST_ROWS",
    "NO_HEADS",
    "RUNS",
    "TOLD_EACH",
    "TOO_MANY",
    "Column",
    "Formula",
    "Label",
    "Part",
    "Sheet",
    "has_more_than",
    "read_rows",
    "workbook",
    "xlsx_response",
]
