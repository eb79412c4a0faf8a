"""The window of a yearly report: which days it covers, when it may be made, when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.calendar.rules.days import ONE_DAY, DaysOff
from portal.calendar.rules.deadlines import Deadline, Rolling, Wording, as_worded


@dataclass(frozen=True, slots=True)
class YearlyWindow:
    """A yearly window as configuration: months and days, wording, rolling, and their source.

    `cut_off` is the last day (month, day) that the report of a year covers; the next day belongs to
    the next report, so that every day lies in exactly one. `due` is the date the document names.
    """

    cut_off: tuple[int, int]
    due: tuple[int, int]
    wording: Wording
    rolling: Rolling = Rolling.NONE
    source: str = "chưa xác định"

    def ends_on(self, year: int) -> date:
        return date(year, *self.cut_off)

    def starts_on(self, year: int) -> date:
        return self.ends_on(year - 1) + ONE_DAY

    def year_of(self, day: date) -> int:
        """Return the reporting year that `day` belongs to; it is not always the calendar year."""
        return day.year if day <= self.ends_on(day.year) else day.year + 1

    def has_ended(self, year: int, on: date) -> bool:
        """Tell whether the window of `year` is over on the day `on`, so that its figures stand."""
        return on > self.ends_on(year)

    def deadline(self, year: int, days_off: DaysOff) -> Deadline:
        """Give the deadline of the report of `year` with its reasons."""
        named = date(year, *self.due)
        return as_worded(self.wording, named, days_off, rolling=self.rolling, basis=self.source)


# "Trước ngày 30/11" is what the directive says; the window 16/11–15/11 is unverified, so it is the
# default of a configuration row, not a rule of law.
DAN_VAN_YEARLY = YearlyWindow(
    cut_off=(11, 15),
    due=(11, 30),
    wording=Wording.BEFORE,
    source=(
        "Chỉ thị 03/CT-UBND ngày 14/5/2022 của UBND tỉnh Bắc Giang, mục 10; "
        "kỳ số liệu 16/11–15/11 chưa xác định"
    ),
)
