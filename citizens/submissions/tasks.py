"""What the scheduler asks of submissions."""

from citizens.submissions.reminders import TERMS, due_terms
from portal.calendar.clock import today
from portal.calendar.models import DayOff
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobRun
from portal.notices.reminding import by_province, remind


@job_kind("submissions_remind", title="Nhắc thời hạn đơn thư", cron="30 7 * * *")
def remind_of_terms(run: JobRun) -> None:
    """Remind of legal deadlines that are near or late, province by province, by the calendar of each."""
    on = today()
    found, calendars = by_province(due_terms(on)), DayOff.objects.calendars_around([on])
    for item in run.each({key: one.unit.full_name for key, one in found.items()}):
        with item, item.done():
            if one := found.get(item.key):
                remind(TERMS, one.counts, on=on, days_off=calendars.of(one.unit.pk))
