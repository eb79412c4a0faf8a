"""Figures that rooms give to the reports: a value, and the address of the rows it counts."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included."""

    starts_on: dt.date
    ends_on: dt.date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError("a period ends on or after the day it starts")

    def __contains__(self, day: dt.date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def __str__(self) -> str:
        return f"{self.starts_on:%d/%m/%Y} – {self.ends_on:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `key` is its name in forms and frozen reports, `href` opens exactly its rows.

    A value of None is a number that is not known, printed "chưa xác định".
    """

    key: str
    label: str
    value: Decimal | int | None
    unit: str
    href: str
    note: str = ""
