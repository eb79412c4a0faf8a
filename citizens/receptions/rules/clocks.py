"""The clocks that a visit starts, by the law of its day, each with its "vì sao?"."""

from dataclasses import dataclass
from datetime import date

from citizens.receptions.kinds import MatterKind, Outcome
from portal.calendar.rules import DaysOff, Deadline, within_days, within_working_days

REPLY_DAYS = 10
REPLY_BASIS = "Điều 28 Luật Tiếp công dân 42/2013/QH13: trả lời trong 10 ngày làm việc."
LAW_136_FROM = date(2026, 7, 1)


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline: what is owed, until when, and by which article."""

    label: str
    deadline: Deadline
    basis: str

    @property
    def why(self) -> tuple[str, ...]:
        return (self.basis, *self.deadline.why)


def reply_deadline(received_on: date, days_off: DaysOff) -> Deadline:
    """Return until when the citizen must hear what became of the matter (Điều 28)."""
    return within_working_days(received_on, REPLY_DAYS, days_off)


def clocks(
    kind: MatterKind, outcome: Outcome, received_on: date, days_off: DaysOff
) -> tuple[Clock, ...]:
    """Return every clock that runs from a visit of `received_on`, the reply's first."""
    reply = Clock("Trả lời người dân", reply_deadline(received_on, days_off), REPLY_BASIS)
    if outcome is Outcome.FORWARDED:
        return (reply, *_forwarding(kind, received_on, days_off))
    if outcome in (Outcome.ACCEPTED, Outcome.PENDING):
        return (reply, *_acceptance(kind, received_on, days_off))
    return (reply,)


def _acceptance(kind: MatterKind, received_on: date, days_off: DaysOff) -> tuple[Clock, ...]:
    if kind is MatterKind.COMPLAINT and received_on >= LAW_136_FROM:
        basis = "Điều 27 Luật Khiếu nại, sửa bởi Luật 136/2025/QH15: 07 ngày làm việc."
        by = within_working_days(received_on, 7, days_off)
        return (Clock("Thụ lý khiếu nại", by, basis),)
    if kind is MatterKind.COMPLAINT:
        basis = "Điều 27 Luật Khiếu nại 02/2011/QH13: 10 ngày."
        return (Clock("Thụ lý khiếu nại", within_days(received_on, 10, days_off), basis),)
    if kind is MatterKind.DENUNCIATION:
        basis = (
            "Điều 24 khoản 1 Luật Tố cáo 25/2018/QH14: 07 ngày làm việc "
            "(10 ngày nếu phải xác minh ở nhiều nơi)."
        )
        by = within_working_days(received_on, 7, days_off)
        return (Clock("Xử lý ban đầu tố cáo", by, basis),)
    return ()


def _forwarding(kind: MatterKind, received_on: date, days_off: DaysOff) -> tuple[Clock, ...]:
    if kind is not MatterKind.DENUNCIATION:
        return ()
    basis = "Điều 24 khoản 2 Luật Tố cáo 25/2018/QH14: chuyển trong 05 ngày làm việc."
    return (Clock("Chuyển tố cáo", within_working_days(received_on, 5, days_off), basis),)
