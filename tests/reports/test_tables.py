"""The tables of a report as a spreadsheet."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from portal.reports.resources import report_xlsx

FIGURE = {"key": "a", "label": "=Tỷ lệ", "unit": "%", "value": "98.61", "typed": None, "note": ""}
COMMUNE = {
    "name": "Phường Lục Nam", "state": "Đúng hạn", "day": "29/11/2026", "visits": 12,
    "assignments": None,
}  # fmt: skip


def tables(*communes: dict[str, Any]) -> bytes:
    return report_xlsx({"figures": {"room": [FIGURE]}, "communes": list(communes)})


def test_figures_are_numbers_and_labels_are_text() -> None:
    sheet: Any = load_workbook(BytesIO(tables()))["Số liệu"]
    assert [cell.value for cell in sheet[2]] == ["a", "=Tỷ lệ", "%", 98.61, None, None]
    assert sheet["B2"].data_type == "s"


def test_a_province_has_its_communes_on_a_sheet_of_their_own() -> None:
    sheet: Any = load_workbook(BytesIO(tables(COMMUNE, COMMUNE | {"day": ""})))["Xã, phường"]
    first, second = list(sheet.iter_rows(min_row=2, values_only=True))
    assert (first[0], first[2].date(), first[3]) == ("Phường Lục Nam", date(2026, 11, 29), 12)
    assert second[2] is None
    assert load_workbook(BytesIO(tables())).sheetnames == ["Số liệu"]


def test_the_same_figures_are_the_same_bytes() -> None:
    assert tables(COMMUNE) == tables(COMMUNE)
