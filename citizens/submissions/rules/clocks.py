"""Legal deadlines by the law of the day, suspended days left out. Pure: rules and days off are handed in.

The rules themselves are dated data (`clocks.toml`), each with its article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from citizens.receptions.kinds import MatterKind
from citizens.submissions.kinds import Round, Situation, Step
from portal.calendar.rules import (
    ROLL_BASIS,
    DaysOff,
    Deadline,
    Rolling,
    is_working_day,
    no_later_than,
    spoken,
    within_days,
    within_working_days,
)

ONE_DAY = timedelta(days=1)
UNVERIFIED = "Theo bản chép, chưa đối chiếu bản chính thức."


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One deadline of the law, valid from a day to a day; `round` "" is either."""

    code: str
    step: Step
    kinds: frozenset[MatterKind]
    days: int
    working: bool
    valid_from: date
    valid_to: date | None
    basis: str
    verified: bool
    round: str = ""
    situation: Situation = Situation.PLAIN

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class SuspensionRule:
    """From which day on suspended days are left out, for these kinds."""

    kinds: frozenset[MatterKind]
    valid_from: date
    basis: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Suspended:
    """A span of suspended days, both ends included; without an end it still lasts."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class LawOfClocks:
    """All that the law says of deadlines, whenever."""

    clocks: tuple[ClockRule, ...]
    suspensions: tuple[SuspensionRule, ...]

    def clock(
        self,
        step: Step,
        kind: MatterKind,
        *,
        on: date,
        round_: str = Round.FIRST,
        situation: Situation = Situation.PLAIN,
    ) -> ClockRule | None:
        """Return the deadline for an event of the day `on`; None where the law known here has none."""
        fitting = (
            rule
            for rule in self.clocks
            if rule.step is step
            and kind in rule.kinds
            and rule.situation is situation
            and rule.round in ("", round_)
            and rule.holds_on(on)
        )
        return next(fitting, None)

    def called(self, code: str) -> ClockRule:
        return next(rule for rule in self.clocks if rule.code == code)

    def suspension(self, kind: MatterKind) -> SuspensionRule | None:
        return next((rule for rule in self.suspensions if kind in rule.kinds), None)

    def left_out(self, kind: MatterKind, spans: Sequence[Suspended]) -> tuple[Suspended, ...]:
        """Return the spans as far as the law leaves them out of the counting."""
        rule = self.suspension(kind)
        return () if rule is None else tuple(_since(rule.valid_from, spans))


def _since(day: date, spans: Sequence[Suspended]) -> Iterator[Suspended]:
    for span in spans:
        if span.last is None or span.last >= day:
            yield replace(span, first=max(span.first, day))


def due(
    rule: ClockRule, event: date, days_off: DaysOff, *, left_out: Sequence[Suspended] = ()
) -> Deadline:
    """Return the deadline of `rule` from `event`, with its article; `left_out` do not count."""
    if not any(span.last is None or span.last > event for span in left_out):
        counted = within_working_days if rule.working else within_days
        by = counted(event, rule.days, days_off)
    else:
        by = _past(rule, event, days_off, left_out)
    by = by.under(f"{rule.basis}.")
    return by if rule.verified else by.noting(UNVERIFIED)


def _past(
    rule: ClockRule, event: date, days_off: DaysOff, left_out: Sequence[Suspended]
) -> Deadline:
    """Count day by day, stepping over the suspended ones; an open span is counted as its first day only.

    While it lasts nothing falls due: the row says that it stands still, and this day is no promise.
    """
    closed = [replace(span, last=span.last or span.first) for span in left_out]
    day, left, passed = event, rule.days, 0
    while left:
        day += ONE_DAY
        if any(span.holds(day) for span in closed):
            passed += 1
        elif not rule.working or is_working_day(day, days_off):
            left -= 1
    unit = "ngày làm việc" if rule.working else "ngày"
    spans = "; ".join(
        f"{span.first:%d/%m/%Y} – {f'{span.last:%d/%m/%Y}' if span.last else 'nay'}"
        for span in left_out
    )
    says = (
        f"Đủ {rule.days} {unit} vào {spoken(day)}, không tính {passed} ngày tạm đình chỉ ({spans})."
    )
    by = no_later_than(day, days_off, rolling=Rolling.FORWARD, basis=ROLL_BASIS, says=says)
    start = (
        f"Bắt đầu tính từ ngày {event + ONE_DAY:%d/%m/%Y}, không tính ngày xảy ra sự kiện "
        f"{event:%d/%m/%Y} (Điều 147 BLDS 2015)."
    )
    return replace(by, start=start)


def settling_situation(
    kind: MatterKind, *, is_complex: bool, is_remote: bool, extensions: int
) -> Situation:
    """Tell which deadline of settlement holds (Luật Khiếu nại Điều 28, 37; Luật Tố cáo Điều 30)."""
    if kind is MatterKind.DENUNCIATION:
        return (Situation.PLAIN, Situation.EXTENDED_ONCE, Situation.EXTENDED_TWICE)[extensions]
    if kind is not MatterKind.COMPLAINT:
        return Situation.PLAIN
    if is_complex and is_remote:
        return Situation.COMPLEX_REMOTE
    if is_remote:
        return Situation.REMOTE
    return Situation.COMPLEX if is_complex else Situation.PLAIN
