"""How long a class is kept, and up to which day of it a decision may destroy.

Luật Lưu trữ 33/2024/QH15 Điều 15 (thời hạn lưu trữ), Điều 16 (hủy): records go by a decision, never by themselves.
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

UNKNOWN, FOR_EVER = "chưa xác định", "vĩnh viễn"


@dataclass(frozen=True, slots=True)
class Period:
    """How long a class is kept from a day on; without `months` it is not known, or `for_ever`."""

    kind: str
    valid_from: date
    months: int | None
    source: str
    for_ever: bool = False

    @property
    def label(self) -> str:
        if self.for_ever:
            return FOR_EVER
        if self.months is None:
            return UNKNOWN
        return f"{self.months // 12} năm" if self.months % 12 == 0 else f"{self.months} tháng"


def periods_in(text: str) -> list[Period]:
    """Read the periods of a reviewed file. Raises `KeyError`, `ValueError`."""
    return [_period(one) for one in tomllib.loads(text)["period"]]


def _period(one: dict[str, Any]) -> Period:
    for_ever = bool(one.get("for_ever"))
    if for_ever and "months" in one:
        raise ValueError(f"{one['class']}: kept for ever and for months")
    return Period(one["class"], one["from"], one.get("months"), one["source"], for_ever)


def period_of(kind: str, periods: Iterable[Period], *, on: date) -> Period | None:
    """Return the newest period of the class that holds on the day."""
    held = [one for one in periods if one.kind == kind and one.valid_from <= on]
    return max(held, key=lambda one: one.valid_from, default=None)


def last_day_to_destroy(period: Period | None, *, on: date) -> date | None:
    """Return the newest day whose records are past their period on `on`; None: none ever are."""
    if period is None or period.months is None:
        return None
    years, month = divmod(on.year * 12 + on.month - 1 - period.months, 12)
    return date(years, month + 1, min(on.day, monthrange(years, month + 1)[1]))


def problem_of(period: Period | None, up_to: date, *, on: date) -> str | None:
    """Say why nothing may be destroyed up to that day, or None."""
    last = last_day_to_destroy(period, on=on)
    if period and period.for_ever:
        return "Loại này lưu vĩnh viễn, nên không được hủy."
    if last is None:
        return "Thời hạn lưu của loại này chưa xác định, nên không được hủy."
    if up_to > last:
        return f"Chỉ được hủy đến hết ngày {last:%d/%m/%Y}: sau đó chưa hết thời hạn lưu."
    return None
