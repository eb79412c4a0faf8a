"""What the worker does for the calendar."""

from portal.calendar.clock import today
from portal.calendar.models import DayOff
from portal.calendar.redating import made, redate
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobFailure, JobRun


@job_kind("calendar_redate", title="Dời hạn theo lịch nghỉ")
def redate_open_work(run: JobRun) -> None:
    """Move the open due dates that a marked day touches; run again, it goes on where it stopped."""
    asked = run.job.arguments
    day_off = DayOff.objects.filter(pk=asked["day_off"]).first()
    if day_off is None:
        raise JobFailure("Ngày này không còn trong lịch.")
    total = max(int(asked["expected"]), 1)

    def step(seen: int) -> None:
        if seen % 50 == 0:
            run.progress(min(seen, total), total, f"Đã xét {seen} hạn")

    redate(made(day_off, taken_back=asked["taken_back"]), by=None, on=today(), step=step)
    run.progress(total, total)
