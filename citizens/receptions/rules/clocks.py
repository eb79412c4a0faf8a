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
    """One deadline: what is owed, and until when, which says by which article."""

    label: str
    deadline: Deadline


def reply_deadline(received_on: date, days_off: DaysOff) -> Deadline:
    """Return until when the citizen must hear what became of the matter (Điều 28)."""
    return within_working_days(received_on, REPLY_DAYS, days_off).under(REPLY_BASIS)


def clocks(
    kind: MatterKind, outcome: Outcome, received_on: date, days_off: DaysOff
) -> tuple[Clock, ...]:
    """Return the clocks that run from a visit of `received_on` beside the reply's."""
    if outcome is Outcome.REFUSED:
        return _refusal(received_on, days_off)
    if outcome is Outcome.FORWARDED:
        return _forwarding(kind, received_on, days_off)
    if outcome in (Outcome.ACCEPTED, Outcome.PENDING):
        return _acceptance(kind, received_on, days_off)
    return ()


def _acceptance(kind: MatterKind, received_on: date, days_off: DaysOff) -> tuple[Clock, ...]:
    if kind is MatterKind.COMPLAINT and received_on >= LAW_136_FROM:
        basis = "Điều 27 Luật Khiếu nại, sửa bởi Luật 136/2025/QH15: 07 ngày làm việc."
        by = within_working_days(received_on, 7, days_off).under(basis)
        return (Clock("Thụ lý khiếu nại", by),)
    if kind is MatterKind.COMPLAINT:
        basis = "Điều 27 Luật Khiếu nại 02/2011/QH13: 10 ngày."
        by = within_days(received_on, 10, days_off).under(basis)
        return (Clock("Thụ lý khiếu nại", by),)
    if kind is MatterKind.DENUNCIATION:
        basis = (
            "Điều 24 khoản 1 Luật Tố cáo 25/2018/QH14: 07 ngày làm việc "
            "(10 ngày nếu phải xác minh ở nhiều nơi)."
        )
        by = within_working_days(received_on, 7, days_off).under(basis)
        return (Clock("Xử lý ban đầu tố cáo", by),)
    return ()


def _refusal(received_on: date, days_off: DaysOff) -> tuple[Clock, ...]:
    """Since 01/7/2026 a refusal is written, that of a repeated kiến nghị, phản ánh too."""
    if received_on < LAW_136_FROM:
        return ()
    basis = "Nghị định 154/2026/NĐ-CP: thông báo từ chối bằng văn bản trong 03 ngày làm việc."
    by = within_working_days(received_on, 3, days_off).under(basis)
    by = by.noting("Theo bản chép, chưa đối chiếu bản chính thức.")
    return (Clock("Thông báo từ chối bằng văn bản", by),)


def _forwarding(kind: MatterKind, received_on: date, days_off: DaysOff) -> tuple[Clock, ...]:
    if kind is not MatterKind.DENUNCIATION:
        return ()
    basis = "Điều 24 khoản 2 Luật Tố cáo 25/2018/QH14: chuyển trong 05 ngày làm việc."
    by = within_working_days(received_on, 5, days_off).under(basis)
    return (Clock("Chuyển tố cáo", by),)
