"""Until when a citizen must be answered: the stored day, with its "vì sao?"."""

from dataclasses import replace

from citizens.receptions.models import Handling
from citizens.receptions.rules import reply_deadline
from portal.calendar.explaining import Deadlines, Explain
from portal.calendar.rules import Calendars, Deadline

REPLIES = "replies"


def _by(calendars: Calendars) -> Explain[Handling]:
    def explain(row: Handling) -> Deadline:
        days_off = calendars.of(row.reception.organisation.unit.province.pk)
        by = reply_deadline(row.reception.received_on, days_off)
        return replace(by, last_day=row.reply_by)

    return explain


with_deadlines = Deadlines[Handling](REPLIES, days=lambda row: (row.reception.received_on,), by=_by)
