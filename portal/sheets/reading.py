"""Reading an uploaded workbook: the columns that were asked for, wherever they stand."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from itertools import islice, zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from tablib import Dataset

from portal.sheets.columns import Formula
from portal.text import one_line

LINE = "Dòng"  # the column that says where in its file a row that was read stood
_LARGEST_UNPACKED = 40 * 1024 * 1024
_HEAD_WITHIN, _WIDEST = 10, 60
_LAST_ROW = 21_000  # beyond what any list holds; Excel itself goes to row 1,048,576
NO_HEADS = "no_heads"  # the code of the error that a sheet without the columns is refused with
_TOO_FAR = (
    "Bảng tính có ô nằm dưới dòng 21.000 nên hệ thống không đọc. Hãy xóa các dòng bên dưới danh sách "
    "(chọn các dòng, Xóa hàng), lưu rồi gửi lại."
)
log = logging.getLogger(__name__)


def read_rows(
    content: bytes,
    *,
    heads: Sequence[str],
    filled: Sequence[str],
    most: int,
    widest: int = _WIDEST,
) -> Dataset:
    """Return the columns `heads` of an uploaded XLSX, wherever they stand among the first `widest`.

    Rows with nothing in any of the columns `filled` are left out. The column `LINE` says which row
    of the file each was. Raises `ValidationError` in Vietnamese.
    """
    rows = _rows(content, widest)
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


def _rows(content: bytes, widest: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the first sheet's rows with their numbers. Raises `ValidationError` for a broken file.

    One cell far down brings every empty row above it: a few bytes would hold a worker for a minute.
    """
    from openpyxl import load_workbook

    try:
        if _unpacked(content) > _LARGEST_UNPACKED:
            raise ValidationError("Bảng tính này chứa quá nhiều dữ liệu nên hệ thống không mở.")
        book = load_workbook(BytesIO(content), read_only=True)
        page: Any = book.worksheets[0]
        for number, row in enumerate(page.iter_rows(max_col=widest), start=1):
            if number > _LAST_ROW:
                raise ValidationError(_TOO_FAR)
            yield number, row
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
    raise ValidationError(
        f"Đây không phải bảng lấy từ danh sách: cần có các cột {wanted}.", code=NO_HEADS
    )


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
