"""What the scheduler asks of assignments."""

from datetime import date, datetime

from directives.assignments import actions
from directives.assignments.models import StandingOrder
from directives.assignments.reminders import due_work, remind_province
from portal.calendar.clock import today
from portal.calendar.models import DayOff
from portal.jobs.kinds import job_kind
from portal.jobs.rules import Missed
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


# One run gives every period that has begun by then, so the newest slot makes up for all before it.
@job_kind(
    "assignments_periods", title="Giao nhiệm vụ của kỳ mới", cron="10 0 * * *", missed=Missed.NEWEST
)
def give_new_periods(run: JobRun) -> None:
    """Give the recurring duties whose next period has begun, duty by duty."""
    on = _day_of(run)
    duties = {str(duty.pk): duty for duty in StandingOrder.objects.running().duties()}
    for item in run.each({key: str(duty) for key, duty in duties.items()}):
        with item, item.done():
            if item.key in duties:
                actions.give_periods(duty=duties[item.key], on=on)


# Nothing hangs on when it runs: until it has, the boards count what is marked from the rows.
@job_kind(
    "assignments_provinces", title="Đếm lại nhiệm vụ theo tỉnh", cron="*/5 * * * *",
    missed=Missed.NEWEST,
)  # fmt: skip
def count_provinces_again(run: JobRun) -> None:
    """Count again the provinces and duties that acts have marked."""
    for item in run.each({"all": "Các tỉnh có thay đổi"}):
        with item, item.done():
            actions.count_marked()


def _day_of(run: JobRun) -> date:
    """The day of the slot that the job was made for."""
    return datetime.fromisoformat(run.job.arguments["slot"]).date()
