"""The clock that every visit starts, with its "vì sao?"; what else the law asks is of the paper's book."""

from datetime import date

from portal.calendar.rules import DaysOff, Deadline, within_working_days

REPLY_DAYS = 10
REPLY_BASIS = "Điều 28 Luật Tiếp công dân 42/2013/QH13: trả lời trong 10 ngày làm việc."


def reply_deadline(received_on: date, days_off: DaysOff) -> Deadline:
    """Return until when the citizen must hear what became of the matter (Điều 28)."""
    return within_working_days(received_on, REPLY_DAYS, days_off).under(REPLY_BASIS)
