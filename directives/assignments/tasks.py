"""What the scheduler asks of assignments."""

from directives.assignments.reminders import due_work, remind_province
from portal.calendar.clock import today
from portal.calendar.models import DayOff
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobRun
from portal.notices.reminding import by_province


# Said once by key, and the newest threshold says all that an older would: one run makes up for all.
@job_kind("assignments_remind", title="Nhắc hạn nhiệm vụ", cron="20 7 * * *")
def remind(run: JobRun) -> None:
    """Remind of what is near or late, province by province, by the calendar of each."""
    on = today()
    found, calendars = by_province(due_work(on)), DayOff.objects.calendars_around([on])
    for item in run.each({key: one.unit.full_name for key, one in found.items()}):
        with item, item.done():
            if one := found.get(item.key):
                remind_province(one, on=on, days_off=calendars.of(one.unit.pk))
