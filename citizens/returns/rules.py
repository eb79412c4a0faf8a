"""The statistical forms of Thông tư 06/2025/TT-TTCP as plain values: columns, formulas, periods. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from portal.calendar.rules import DaysOff, Deadline, no_later_than
from portal.figures import Period


@dataclass(frozen=True, slots=True)
class Column:
    place: int
    label: str
    group: str = ""

    @property
    def words(self) -> str:
        """The column by its full name, as a link and a spreadsheet read it aloud."""
        return (
            f"{self.group}: {self.label[0].lower()}{self.label[1:]}" if self.group else self.label
        )


@dataclass(frozen=True, slots=True)
class Check:
    """One formula of a form: a column against the sum of others."""

    left: int
    relation: str  # "=", "<=" or ">="
    right: tuple[int, ...]

    def holds(self, values: Mapping[int, int]) -> bool:
        left, right = values[self.left], sum(values[place] for place in self.right)
        return {"=": left == right, "<=": left <= right, ">=": left >= right}[self.relation]

    def __str__(self) -> str:
        sign = {"=": "=", "<=": "≤", ">=": "≥"}[self.relation]
        return f"({self.left}) {sign} {' + '.join(f'({place})' for place in self.right)}"


@dataclass(frozen=True, slots=True)
class Form:
    """One form, valid from a day; an older one holds until a newer one comes."""

    code: str
    title: str
    source: str
    valid_from: date
    columns: tuple[Column, ...]
    checks: tuple[Check, ...]
    notes: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.code.replace("/", "-").lower()

    @property
    def heads(self) -> tuple[tuple[str, int], ...]:
        """The first row of the head: words and how many columns they span; a lone column is its own."""
        spans = groupby(self.columns, key=lambda one: one.group or str(one.place))
        found = [(tuple(run)) for _, run in spans]
        return tuple(
            (run[0].group or run[0].label, len(run) if run[0].group else 0) for run in found
        )

    @property
    def grouped(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.group)


def broken(form: Form, values: Mapping[int, int]) -> list[Check]:
    """Return the formulas of the form that these numbers do not keep."""
    return [check for check in form.checks if not check.holds(values)]


def summed(lines: Sequence[Mapping[int, int]], form: Form) -> dict[int, int]:
    """Return the line of a province: each column is the sum of its communes'."""
    return {one.place: sum(line[one.place] for line in lines) for one in form.columns}


@dataclass(frozen=True, slots=True)
class DayOfYear:
    month: int
    day: int
    year_before: bool = False

    def of(self, year: int) -> date:
        return date(year - self.year_before, self.month, self.day)


@dataclass(frozen=True, slots=True)
class LawPeriod:
    """A period of the law (Thông tư 06/2025/TT-TTCP Điều 5), in any reporting year."""

    key: str
    label: str
    starts: DayOfYear
    ends: DayOfYear
    due: DayOfYear

    def of(self, year: int) -> Period:
        return Period(self.starts.of(year), self.ends.of(year))

    def deadline(self, year: int, days_off: DaysOff) -> Deadline:
        """Give the day by which a commune's return is at the province; it says nothing of days off."""
        covers = self.of(year)
        by = no_later_than(self.due.of(year), days_off)
        start = (
            f"Số liệu từ ngày {covers.starts_on:%d/%m/%Y} đến hết ngày {covers.ends_on:%d/%m/%Y}."
        )
        return replace(by, start=start).under("Thông tư 06/2025/TT-TTCP; tỉnh có thể định sớm hơn.")


def newest(periods: Sequence[LawPeriod], on: date) -> tuple[LawPeriod, int]:
    """Return the period that ended last before `on`, with its reporting year; of two, the shorter."""
    ended = [
        (one.ends.of(year), one.starts.of(year), one, year)
        for year in (on.year, on.year - 1)
        for one in periods
        if one.ends.of(year) < on
    ]
    _, _, found, year = max(ended, key=lambda each: each[:2])
    return found, year
