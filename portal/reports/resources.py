"""The tables of a report as a spreadsheet. Nothing is read but what was frozen."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from portal.forms import DateField
from portal.papers.steady import steady
from portal.sheets import Column, Part, Sheet, workbook


def _exact(name: str) -> Callable[[Mapping[str, Any]], Decimal | None]:
    """Return a frozen number as a number: percents and typed ones are kept as text."""
    return lambda row: None if row[name] is None else Decimal(str(row[name]))


class FigureSheet(Sheet):
    key = Column("Mã", "key", width=24)
    label = Column("Chỉ tiêu", "label", width=60)
    unit = Column("Đơn vị tính", "unit")
    value = Column("Số hệ thống tính", fill=_exact("value"), width=18)
    typed = Column("Số đơn vị ghi", fill=_exact("typed"), width=18)
    note = Column("Ghi chú", "note", width=50)


class CommuneSheet(Sheet):
    name = Column("Đơn vị", "name", width=30)
    state = Column("Báo cáo", "state", width=18)
    day = Column("Ngày gửi", fill=lambda row: DateField(required=False).clean(row["day"]))
    visits = Column("Lượt tiếp công dân", "visits", width=20)
    assignments = Column("Nhiệm vụ được giao", "assignments", width=20)


def report_xlsx(frozen: Mapping[str, Any]) -> bytes:
    """Return the figures of a report, and a province's communes; the same input, the same bytes."""
    rows = [figure for figures in frozen["figures"].values() for figure in figures]
    parts = [Part("Số liệu", FigureSheet(), rows)]
    if frozen["communes"]:
        parts.append(Part("Xã, phường", CommuneSheet(), frozen["communes"]))
    return steady(workbook(*parts))
