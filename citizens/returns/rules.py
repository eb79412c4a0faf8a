"""The statistical forms of Thông tư 06/2025/TT-TTCP as plain values: columns, formulas, periods. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby, repeat
from operator import eq, ge, le
from typing import Any

from portal.calendar.rules import DaysOff, Deadline, no_later_than
from portal.figures import Period

Number = Decimal | int
Columns = Mapping[int, Sequence[Number]]  # of many lines, by place, in the order of the lines
_RELATIONS = {"=": eq, "<=": le, ">=": ge}
WIDEST_ON_PAPER = 25  # columns that a landscape page of A4 holds without breaking a word


@dataclass(frozen=True)
class Column:
    """One column: its number, its words, the head over it, and a band over several heads."""

    place: int
    label: str
    group: str = ""
    band: str = ""
    unit: str = ""  # of an amount: triệu đồng, m²; a column without one counts

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(words for words in (self.band, self.group, self.label) if words)

    @cached_property
    def words(self) -> str:
        """The column by its full name, as a link and a spreadsheet read it aloud."""
        above, label = self.path[:-1], self.label
        return f"{', '.join(above)}: {label[0].lower()}{label[1:]}" if above else label


@dataclass(frozen=True, slots=True)
class Check:
    """One formula: a column against the sum of others, of the same form or of another one (a tie)."""

    left: int
    relation: str  # "=", "<=" or ">="
    right: tuple[int, ...]
    form: str = ""

    def holds(self, values: Mapping[int, Number], other: Mapping[int, Number]) -> bool:
        """Tell whether the values of the form keep it; `other` is the form that it names, or the same."""
        right = sum(map(other.get, self.right, repeat(0)))
        return bool(_RELATIONS[self.relation](values[self.left], right))

    def all_hold(self, values: Columns, other: Columns) -> bool:
        """Tell whether all lines keep it: a province has thousands of checks, and few that fail."""
        rights = [other[place] for place in self.right]
        sums = rights[0] if len(rights) == 1 else map(sum, zip(*rights, strict=True))
        return all(map(_RELATIONS[self.relation], values[self.left], sums))

    def __str__(self) -> str:
        sign = {"=": "=", "<=": "≤", ">=": "≥"}[self.relation]
        of = f" của {self.form}" if self.form else ""
        return f"({self.left}) {sign} {' + '.join(f'({place})' for place in self.right)}{of}"


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of the head: its words, how many columns it spans, how many rows."""

    words: str
    columns: int
    rows: int


@dataclass(frozen=True)
class Form:
    """One form, valid from a day; an older one holds until a newer one comes, or until its last day."""

    code: str
    title: str
    source: str
    valid_from: date
    columns: tuple[Column, ...]
    checks: tuple[Check, ...]
    ties: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
    verified: bool = True

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Form":
        """Return the form that a reviewed file, or the row made of it, says."""
        return cls(
            code=content["code"], title=content["title"], source=content["source"],
            valid_from=_day(content["valid_from"]),
            columns=tuple(Column(**column) for column in content["columns"]),
            checks=tuple(_check(one) for one in content["checks"]),
            ties=tuple(_check(one) for one in content["ties"]),
            notes=tuple(content["notes"]), verified=content["verified"],
        )  # fmt: skip

    @cached_property
    def places(self) -> tuple[int, ...]:
        return tuple(column.place for column in self.columns)

    @cached_property
    def heads(self) -> tuple[tuple[Head, ...], ...]:
        """The rows of the head, from the bands down; words that nothing stands over reach to the top."""
        depth = max(len(column.path) for column in self.columns)
        return tuple(tuple(self._heads_in(row, depth)) for row in range(depth))

    @property
    def parts(self) -> tuple["Form", ...]:
        """The form as paper holds it: one table, or one for each band when it is too wide for a page."""
        if len(self.columns) <= WIDEST_ON_PAPER:
            return (self,)
        bands = groupby(self.columns, key=lambda column: column.band)
        return tuple(replace(self, columns=tuple(columns)) for _, columns in bands)

    def _heads_in(self, row: int, depth: int) -> Iterator[Head]:
        def shared(column: Column) -> tuple[tuple[str, ...], int]:
            alone = len(column.path) <= row + 1
            return column.path[: row + 1], column.place if alone else 0

        for (path, place), run in groupby(self.columns, key=shared):
            if len(path) == row + 1:
                yield Head(path[-1], len(tuple(run)), depth - row if place else 1)


def _check(content: Mapping[str, Any]) -> Check:
    return Check(content["left"], content["is"], tuple(content["right"]), content.get("form", ""))


def _day(written: date | str) -> date:
    return date.fromisoformat(written) if isinstance(written, str) else written


def broken(form: Form, values: Mapping[int, Number]) -> list[Check]:
    """Return the formulas of the form that these numbers do not keep."""
    return [check for check in form.checks if not check.holds(values, values)]


def untied(
    form: Form, values: Mapping[int, Number], others: Mapping[str, Mapping[int, Number]]
) -> list[Check]:
    """Return what does not fit between the form and the others, by their codes."""
    return [tie for tie in form.ties if not tie.holds(values, others[tie.form])]


def summed(lines: Iterable[Mapping[int, Number]], form: Form) -> dict[int, Number]:
    """Return the line of a province: each column is the sum of its communes'."""
    total: dict[int, Number] = dict.fromkeys(form.places, 0)
    for line in lines:
        total = {place: total[place] + line[place] for place in form.places}
    return total


def tidy(value: Number) -> Number:
    """Return a number without the empty decimals that a database adds."""
    return int(value) if value == int(value) else Decimal(value).normalize()


def tidied(values: Iterable[Number]) -> tuple[Number, ...]:
    """Return numbers without such decimals; where all of them count, as on most lines, as they are."""
    found = tuple(values)
    return found if set(map(type, found)) == {int} else tuple(map(tidy, found))


def confirm_problem(period: Period, *, is_of_law: bool, on: date) -> str | None:
    """Say why figures are not confirmed, or None: only of a period of the law, and after its last day."""
    if not is_of_law:
        return "Chỉ xác nhận số liệu của một kỳ báo cáo, không của khoảng ngày tự chọn."
    if on <= period.ends_on:
        return f"Kỳ báo cáo đến hết ngày {period.ends_on:%d/%m/%Y}; xác nhận được từ ngày hôm sau."
    return None


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
