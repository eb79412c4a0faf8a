"""What an assignment's dates and steps mean. Pure: dates and plain values in, words out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import TextChoices

from directives.registry.kinds import DueKind
from directives.registry.rules.dues import DueRule
from portal.calendar.rules import DaysOff, Deadline, Rolling, no_later_than, spoken

OUT_OF_BOUNDS = "Từ 0 đến 100."
_MONTHS: dict[str, int] = {
    DueKind.YEARLY: 12, DueKind.HALF_YEARLY: 6, DueKind.QUARTERLY: 3, DueKind.MONTHLY: 1,
}  # fmt: skip
REPEATING = frozenset({*_MONTHS, DueKind.WEEKLY})
_PERIOD = re.compile(r"(?:[^\W_]|[ /\-–.,()])+")


class Step(TextChoices):
    """Where an assignment stands between the two sides. Kept in the database."""

    GIVEN = "given", "Chưa tiếp nhận"
    ACKNOWLEDGED = "acknowledged", "Đang thực hiện"
    SUBMITTED = "submitted", "Chờ duyệt"
    ACCEPTED = "accepted", "Đã hoàn thành"
    HANDED_BACK = "handed_back", "Đề nghị trả lại"
    WITHDRAWN = "withdrawn", "Đã thu hồi"

    @property
    def is_with_commune(self) -> bool:
        return self in (Step.GIVEN, Step.ACKNOWLEDGED)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done on it."""
        return self in (Step.ACCEPTED, Step.WITHDRAWN)


class Turn(TextChoices):
    """Whose move it is, as lists are asked for it: several steps, or a request. Never stored."""

    COMMUNE = "don-vi", "Đơn vị phải làm"
    REVIEWER = "cap-tren", "Chờ cấp trên duyệt"
    MORE_TIME = "xin-gia-han", "Đang xin gia hạn"


@dataclass(eq=False)
class Refusal(Exception):
    """Why an act on an assignment cannot be done, as a sentence beside `field`."""

    sentence: str
    field: str = "note"


def check_percent(*, before: int, now: int, note: str) -> None:
    """Progress may go backwards only with a reason. Raises `Refusal`."""
    if not 0 <= now <= 100:
        raise Refusal(OUT_OF_BOUNDS, "percent")
    if now < before and not note.strip():
        raise Refusal(
            f"Tiến độ giảm từ {before}% xuống {now}%: hãy ghi rõ lý do vào phần nội dung.", "note"
        )


# Programmes run for five years, strategies for ten; what lies beyond is a slip of the finger.
MOST_YEARS_AHEAD = 10


def check_due(*, due_on: date | None, issued_on: date | None, on: date) -> None:
    """A due date lies neither before the directive, nor in the past, nor beyond plans. Raises `Refusal`."""
    if due_on is None:
        return
    if issued_on and due_on < issued_on:
        raise Refusal(
            f"Hạn {due_on:%d/%m/%Y} trước ngày ban hành văn bản ({issued_on:%d/%m/%Y}).", "due_on"
        )
    if due_on < on:
        raise Refusal(f"Hạn {due_on:%d/%m/%Y} đã qua.", "due_on")
    if due_on.year > on.year + MOST_YEARS_AHEAD:
        far = f"Hạn {due_on:%d/%m/%Y} xa hơn {MOST_YEARS_AHEAD} năm kể từ nay. Hãy xem lại năm."
        raise Refusal(far, "due_on")


def check_period(period: str) -> None:
    """A period is named as in a register: letters, digits, and what joins them. Raises `Refusal`."""
    if period and not (_PERIOD.fullmatch(period) and any(map(str.isalnum, period))):
        raise Refusal(
            "Kỳ chỉ gồm chữ, số, dấu cách và các dấu / - – . , ( ), ví dụ: Quý IV/2026.", "period"
        )


def check_more_time(*, until: date, due_on: date, on: date) -> None:
    """More time lies after the day that stands, and within a year of it. Raises `Refusal`."""
    if until <= max(due_on, on):
        raise Refusal("Ngày xin gia hạn phải sau hạn hiện tại và sau hôm nay.", "until")
    last = _a_year_after(due_on)
    if until > last:
        raise Refusal(
            f"Chỉ xin được đến {last:%d/%m/%Y}: không quá một năm sau hạn hiện tại.", "until"
        )


def _a_year_after(day: date) -> date:
    """The same day of the next year, 28/2 for 29/2."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def check_rolling(*, due_on: date | None, rolling: Rolling, basis: str) -> None:
    """A day rolls off days off only by a rule that somebody named. Raises `Refusal`."""
    if rolling is Rolling.NONE:
        return
    if due_on is None:
        raise Refusal("Chuyển hạn khi rơi vào ngày nghỉ cần có ngày cuối.", "due_on")
    if not basis.strip():
        raise Refusal("Hãy ghi căn cứ cho phép chuyển hạn khi rơi vào ngày nghỉ.", "rolling_basis")


def deadline_of(
    *,
    named: date,
    original: date,
    due_on: date,
    rolling: Rolling,
    rolling_basis: str,
    wording: str,
    days_off: DaysOff,
) -> Deadline:
    """Explain a due date: the day that was named, whether it rolls off a day off, more time given.

    Nothing says that a day in a directive rolls, so it does only where the assignment says so, with
    its basis. `original` is the day before any extension.
    """
    says = f"Ngày cuối cùng còn đúng hạn là {spoken(named)}, tính đến hết ngày."
    by = no_later_than(named, days_off, rolling=rolling, basis=rolling_basis, says=says)
    quoted = (f"Văn bản ghi: “{wording}”.",) if wording else ()
    by = replace(by, last_day=due_on, rule=(*quoted, *by.rule))
    if due_on == original:
        return by
    return by.noting(f"Hạn ban đầu {spoken(original)}; được gia hạn đến hết {spoken(due_on)}.")


def rolled(named: date | None, rolling: Rolling, days_off: DaysOff) -> date | None:
    """Return the last day in time for the day that was named."""
    return None if named is None else no_later_than(named, days_off, rolling=rolling).last_day


def period_label(due_kind: str, due_on: date | None) -> str:
    """Name the period that a recurring duty's due date falls in: "Năm 2026", "Quý IV/2026"."""
    if due_on is None:
        return ""
    quarter, half = (due_on.month + 2) // 3, (due_on.month + 5) // 6
    iso = due_on.isocalendar()
    labels = {
        "yearly": f"Năm {due_on.year}",
        "half_yearly": f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {due_on.year}",
        "quarterly": f"Quý {('I', 'II', 'III', 'IV')[quarter - 1]}/{due_on.year}",
        "monthly": f"Tháng {due_on.month}/{due_on.year}",
        "weekly": f"Tuần {iso.week}/{iso.year}",
    }
    return labels.get(due_kind, "")


def period_start(due_kind: str, due_on: date) -> date:
    """Return the day on which the period of a recurring duty's due date begins, and is given."""
    if due_kind == DueKind.WEEKLY:
        return due_on - timedelta(days=due_on.weekday())
    length = _MONTHS[due_kind]
    return date(due_on.year, (due_on.month - 1) // length * length + 1, 1)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One period of a recurring duty: what it is called, when it is given, by when it is due."""

    label: str
    given_on: date
    due_on: date


def periods_begun(rule: DueRule, *, after: date, on: date) -> Iterator[Recurrence]:
    """Yield the periods that began after one day and by another, however long that was.

    Each is given on its own first day: a server that was down gives what it would have given.
    """
    if rule.kind not in REPEATING:
        return
    for due_on in rule.days_from(after):
        begins = period_start(rule.kind, due_on)
        if begins > on:
            return
        if begins > after:
            yield Recurrence(period_label(rule.kind, due_on), begins, due_on)
