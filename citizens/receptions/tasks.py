"""What the scheduler asks of receptions."""

from citizens.receptions.reminders import REPLIES, due_replies
from portal.calendar.clock import today
from portal.calendar.models import DayOff
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobRun
from portal.notices.reminding import by_province, remind


@job_kind("receptions_remind", title="Nhắc hạn trả lời công dân", cron="25 7 * * *")
def remind_of_replies(run: JobRun) -> None:
    """Remind of answers that are near or late, province by province, by the calendar of each."""
    on = today()
    found, calendars = by_province(due_replies(on)), DayOff.objects.calendars_around([on])
    for item in run.each({key: one.unit.full_name for key, one in found.items()}):
        with item, item.done():
            if one := found.get(item.key):
                remind(REPLIES, one.counts, on=on, days_off=calendars.of(one.unit.pk))
