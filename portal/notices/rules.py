"""When a mail may go: in office hours, on days that are worked. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from portal.calendar.rules import DaysOff, is_working_day
from portal.notices.kinds import DigestChoice

Hours = Sequence[tuple[time, time]]
LONGEST_SILENCE = 60  # days; no run of days off is longer
HALF_HOUR = timedelta(minutes=30)


def next_sending(
    at: datetime, hours: Hours, days_off: DaysOff, *, not_before: time = time.min
) -> datetime:
    """Return the first moment from `at` on that lies in office hours of a day that is worked.

    On each day not before the time that a person chose. One that lies after the office closed means
    the last opening: hours may have been changed since it was chosen.
    """
    last_opening, closing = hours[-1]
    chosen = last_opening if not_before >= closing else not_before
    for days in range(LONGEST_SILENCE):
        day = at.date() + timedelta(days=days)
        if not is_working_day(day, days_off):
            continue
        for opens, closes in hours:
            first = max(at, datetime.combine(day, max(opens, chosen), at.tzinfo))
            if first < datetime.combine(day, closes, at.tzinfo):
                return first
    raise ValueError(f"No day is worked within {LONGEST_SILENCE} days of {at:%d/%m/%Y}.")


def is_due(
    choice: DigestChoice,
    *,
    urgent: bool,
    at: datetime,
    hours: Hours,
    days_off: DaysOff,
    chosen: time,
) -> bool:
    """Tell whether a person gets the digest now; `urgent` when something urgent waits.

    Who wants urgent things only gets them at the first moment in office hours, not at a chosen time.
    """
    if choice is DigestChoice.DAILY:
        return next_sending(at, hours, days_off, not_before=chosen) == at
    return choice is DigestChoice.URGENT and urgent and next_sending(at, hours, days_off) == at


def times_to_choose(hours: Hours) -> list[time]:
    """Return each half hour within office hours."""
    found = []
    for opens, closes in hours:
        moment, end = _on_no_day(opens), _on_no_day(closes)
        while moment < end:
            found.append(moment.time())
            moment += HALF_HOUR
    return found


def message_id(user_id: int, day: date, *, host: str) -> str:
    """Return the Message-ID of a person's mail of a day: the same whenever it is asked."""
    return f"<ban-tin.{day:%Y%m%d}.{user_id}@{host}>"


def _on_no_day(clock: time) -> datetime:
    return datetime.combine(date.min, clock)
