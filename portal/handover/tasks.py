"""Warning who manages people."""

from portal.calendar.clock import today
from portal.handover.warnings import managers, warn
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobRun


# Said once by key, so the newest slot makes up for all before it.
@job_kind("handover_warn", title="Nhắc phân công sắp hết, việc chưa bàn giao", cron="10 7 * * *")
def warn_managers(run: JobRun) -> None:
    """Look for each who manages people, as they see it."""
    found = {str(one.pk): one for one in managers(on=today())}
    for item in run.each({key: str(one) for key, one in found.items()}):
        with item, item.done():
            if item.key in found:
                warn(found[item.key], on=today())
