"""Deadlines, each with its "vì sao?". Pure: the days off are handed in.

A period counts from the day after its event (Điều 147 Bộ luật Dân sự 2015) and, where rolling
applies, ends on the next working day (Điều 148 khoản 5). "Trước ngày D" ends on D−1 and never rolls
to D or past it; "chậm nhất", "đến hết" D end on D.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import TextChoices

from portal.calendar.rules.days import (
    ONE_DAY,
    SATURDAY,
    WEEKDAYS,
    DayKind,
    DaysOff,
    MarkedDay,
    add_days,
    add_working_days,
    days_after,
    is_working_day,
    last_day_of_month,
    next_working_day,
    numeric,
    previous_working_day,
    spoken,
)

ROLL_BASIS = "Điều 148 khoản 5 BLDS 2015"


class Rolling(TextChoices):
    """What becomes of a last day that is a day off. Dated data with its source, never a habit."""

    NONE = "none", "Giữ nguyên"
    FORWARD = "forward", "Sang ngày làm việc tiếp theo"
    BACK = "back", "Về ngày làm việc liền trước"


class Wording(TextChoices):
    """How a document names a date: does the named day itself still count?"""

    BEFORE = "before", "Trước ngày"
    BY = "by", "Chậm nhất ngày"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day that explains itself: from where, by which rule, past which days, by which article.

    `skipped` are the days off that it passed over, `made_up` the weekend days it counted; `notes`
    say what is in doubt and what happened since. `certain` is false when its calendar is not.
    """

    last_day: date
    rule: tuple[str, ...]
    start: str = ""
    skipped: tuple[MarkedDay, ...] = ()
    made_up: tuple[MarkedDay, ...] = ()
    basis: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    certain: bool = True
    moved_from: date | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return the "vì sao?" in the order in which it is read; what is not known says so."""
        found = (
            Reason("Căn cứ", self.basis or ("Chưa xác định.",)),
            Reason("Bắt đầu", (self.start,) if self.start else ()),
            Reason("Quy tắc", self.rule),
            Reason("Ngày không tính", tuple(_passed(each) for each in self.skipped)),
            Reason("Ngày làm bù có tính", tuple(_passed(each) for each in self.made_up)),
            Reason("Lưu ý", self.notes),
        )
        return tuple(reason for reason in found if reason.lines)

    def under(self, *basis: str) -> Deadline:
        """Return the deadline with the articles or documents that set it."""
        return replace(self, basis=(*basis, *self.basis))

    def noting(self, *notes: str) -> Deadline:
        """Return the deadline with sentences on what happened to it."""
        return replace(self, notes=(*notes, *self.notes))

    def moved(self, moves: Sequence[Moved]) -> Deadline:
        """Return the deadline with how the calendar moved it; the first date stays beside it."""
        if not moves:
            return self
        return replace(self.noting(*(move.sentence for move in moves)), moved_from=moves[0].before)


@dataclass(frozen=True, slots=True)
class Moved:
    """That a day marked or taken back later moved a due date, and why."""

    before: date
    after: date
    because: str

    @property
    def sentence(self) -> str:
        return f"Dời hạn từ {numeric(self.before)} sang {numeric(self.after)} vì {self.because}."


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a "vì sao?": what it speaks of, and its sentences."""

    label: str
    lines: tuple[str, ...]


def within_days(
    event: date,
    days: int,
    days_off: DaysOff,
    *,
    rolling: Rolling = Rolling.FORWARD,
    basis: str = ROLL_BASIS,
) -> Deadline:
    """Give the deadline of "trong `days` ngày" from `event`: every day counts but the event's."""
    plain = add_days(event, days)
    last_day, rolled = _roll(plain, rolling, basis, days_off)
    rule = (f"Đủ {days} ngày, kể cả ngày nghỉ, vào {spoken(plain)}.", *rolled)
    decisive = _decisive(plain, last_day, rolling)
    return _deadline(last_day, rule, decisive, days_off, start=_counts_from(event))


def within_working_days(event: date, days: int, days_off: DaysOff) -> Deadline:
    """Give the deadline of "trong `days` ngày làm việc" from `event`, days off left out."""
    last_day = add_working_days(event, days, days_off)
    rule = (f"Đủ {days} ngày làm việc vào {spoken(last_day)}.",)
    passed = list(days_after(event, last_day))
    return _deadline(last_day, rule, passed, days_off, start=_counts_from(event))


def before(
    named: date, days_off: DaysOff, *, rolling: Rolling = Rolling.NONE, basis: str = ""
) -> Deadline:
    """Give the deadline of "trước ngày `named`": the day before it, never `named` or later."""
    plain = named - ONE_DAY
    first = f"“Trước ngày {numeric(named)}” không gồm ngày đó: ngày cuối là {spoken(plain)}."
    if rolling is Rolling.FORWARD and not is_working_day(plain, days_off):
        stays = (
            f"Ngày cuối là ngày nghỉ, nhưng không chuyển sang ngày {numeric(named)} hoặc sau đó."
        )
        return Deadline(plain, (first, stays))
    last_day, rolled = _roll(plain, rolling, basis, days_off)
    decisive = _decisive(plain, last_day, rolling) if rolling is Rolling.BACK else []
    return _deadline(last_day, (first, *rolled), decisive, days_off)


def no_later_than(
    named: date,
    days_off: DaysOff,
    *,
    rolling: Rolling = Rolling.NONE,
    basis: str = "",
    says: str = "",
) -> Deadline:
    """Give the deadline of "chậm nhất ngày `named`" or "đến hết ngày `named`": that day.

    `says` is the first sentence where another one fits better.
    """
    last_day, rolled = _roll(named, rolling, basis, days_off)
    first = says or f"“Chậm nhất, đến hết ngày {numeric(named)}” gồm cả ngày đó, {spoken(named)}."
    return _deadline(last_day, (first, *rolled), _decisive(named, last_day, rolling), days_off)


def end_of_month(
    year: int, month: int, days_off: DaysOff, *, rolling: Rolling = Rolling.NONE, basis: str = ""
) -> Deadline:
    """Give the deadline of "trong tháng `month`": the month's last day."""
    named = last_day_of_month(year, month)
    by = no_later_than(named, days_off, rolling=rolling, basis=basis)
    first = f"“Trong tháng {month}/{year}” hết vào ngày cuối của tháng, {spoken(named)}."
    return replace(by, rule=(first, *by.rule[1:]))


def as_worded(
    wording: Wording,
    named: date,
    days_off: DaysOff,
    *,
    rolling: Rolling = Rolling.NONE,
    basis: str = "",
) -> Deadline:
    """Give the deadline that a document means by `wording` and the date it names."""
    rule = before if wording is Wording.BEFORE else no_later_than
    return rule(named, days_off, rolling=rolling, basis=basis)


def _counts_from(event: date) -> str:
    return (
        f"Bắt đầu tính từ ngày {numeric(event + ONE_DAY)}, không tính ngày xảy ra sự kiện "
        f"{numeric(event)} (Điều 147 BLDS 2015)."
    )


def _roll(
    plain: date, rolling: Rolling, basis: str, days_off: DaysOff
) -> tuple[date, tuple[str, ...]]:
    """Move a last day that is off as `rolling` says, with the sentence that says so."""
    if is_working_day(plain, days_off):
        return plain, ()
    named = f"Ngày {numeric(plain)} là ngày nghỉ ({_reason(plain, days_off)})"
    source = basis or "căn cứ chưa xác định"
    if rolling is Rolling.FORWARD:
        day = next_working_day(plain, days_off)
        return day, (f"{named} nên chuyển sang ngày làm việc tiếp theo, {spoken(day)} ({source}).",)
    if rolling is Rolling.BACK:
        day = previous_working_day(plain, days_off)
        return day, (f"{named} nên chuyển về ngày làm việc liền trước, {spoken(day)} ({source}).",)
    return plain, (f"{named}; hạn không chuyển vì không có quy định chuyển hạn.",)


def _passed(marked: MarkedDay) -> str:
    """Say which day was passed over or counted: its name and decision, or that it is a weekend."""
    if not marked.name:
        return f"{spoken(marked.day)}."
    return f"{spoken(marked.day)}: {marked.name} ({marked.decision or 'căn cứ chưa xác định'})."


def _off_among(days: list[date], days_off: DaysOff) -> tuple[MarkedDay, ...]:
    off = (day for day in days if not is_working_day(day, days_off))
    return tuple(_mark(day, days_off) for day in off)


def _made_up_among(days: list[date], days_off: DaysOff) -> tuple[MarkedDay, ...]:
    worked = (day for day in days if day.weekday() >= SATURDAY and is_working_day(day, days_off))
    return tuple(_mark(day, days_off) for day in worked)


def _mark(day: date, days_off: DaysOff) -> MarkedDay:
    return days_off.marks.get(day) or MarkedDay(day, DayKind.HOLIDAY, "")


def _reason(day: date, days_off: DaysOff) -> str:
    marked = days_off.marks.get(day)
    return marked.name if marked else WEEKDAYS[day.weekday()]


def _decisive(plain: date, last_day: date, rolling: Rolling) -> list[date]:
    """List the days whose being off decided where a last day came to lie."""
    if rolling is Rolling.NONE:
        return []
    return list(days_after(min(plain, last_day) - ONE_DAY, max(plain, last_day)))


def _deadline(
    last_day: date,
    rule: tuple[str, ...],
    touched: list[date],
    days_off: DaysOff,
    *,
    start: str = "",
) -> Deadline:
    """Add the days that decided the deadline, and what is not certain about them."""
    doubts = _doubts(touched, days_off)
    return Deadline(
        last_day, rule, start, _off_among(touched, days_off), _made_up_among(touched, days_off),
        notes=doubts, certain=not doubts,
    )  # fmt: skip


def _doubts(touched: list[date], days_off: DaysOff) -> tuple[str, ...]:
    unknown = sorted({day.year for day in touched} - days_off.years)
    marks = [days_off.marks[day] for day in touched if day in days_off.marks]
    planned = [f"{numeric(mark.day)} ({mark.name})" for mark in marks if not mark.certain]
    sentences = [
        f"Lịch nghỉ năm {year} chưa được nhập: mới tính thứ Bảy, Chủ nhật." for year in unknown
    ]
    if planned:
        sentences.append(f"Chưa có quyết định chính thức: {'; '.join(planned)}. Hạn có thể đổi.")
    return tuple(sentences)
