"""One place writes spreadsheets, and what it writes is never a formula, however often it goes round."""

import ast
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from openpyxl import load_workbook

from portal.sheets import Column, Part, Sheet, read_rows, workbook

ROOT = Path(settings.BASE_DIR)
WRITERS = {"openpyxl", "csv", "xlsxwriter", "xlwt", "odf", "pandas"}
# The reviewed tables of units that come with the code, and the table that tesseract prints: both
# are read only.
READS_ONLY = {"portal/units/sheets.py", "directives/registry/uploads/scans.py"}
STARTS = ["=", "+", "-", "@", "\t=", "\r=", "'=", "=cmd|'/c calc'!A1", '=HYPERLINK("http://x")']


class OneSheet(Sheet):
    text = Column("Chữ", fill=lambda row: row)


def modules() -> list[str]:
    found = (
        path for app in ("portal", "directives", "citizens") for path in (ROOT / app).rglob("*.py")
    )
    return sorted(str(path.relative_to(ROOT)) for path in found)


def imported(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_only_the_package_of_sheets_and_one_module_write_them() -> None:
    writing = {
        path for path in modules() if imported((ROOT / path).read_text(encoding="utf-8")) & WRITERS
    }
    assert writing - READS_ONLY == {
        "portal/sheets/writing.py",
        "portal/sheets/reading.py",
        "portal/csv_files.py",
    }


def written(text: str) -> tuple[bytes, Any]:
    made = workbook(Part("Trang", OneSheet(), [text]))
    return made, load_workbook(BytesIO(made)).worksheets[0]["A2"]


@pytest.mark.parametrize("start", STARTS)
def test_text_that_begins_like_a_formula_is_text(start: str) -> None:
    _, cell = written(f"{start}1+1")
    assert cell.data_type == "s"


@pytest.mark.parametrize("start", STARTS)
def test_going_round_adds_nothing(start: str) -> None:
    text = f"{start}1+1"
    for _ in range(3):
        made, _ = written(text)
        (line,) = read_rows(made, heads=["Chữ"], filled=["Chữ"], most=5).dict
        assert line["Chữ"] == text.strip()
        text = line["Chữ"]


def test_a_module_of_its_own_is_found() -> None:
    assert imported("def x():\n    import csv\n") & WRITERS
