"""What the scheduler asks of the statistical forms."""

from citizens.returns import keeping
from portal.calendar.clock import today
from portal.jobs.kinds import job_kind
from portal.jobs.rules import Missed
from portal.jobs.run import JobRun


# Nothing hangs on when it runs: until it has, the forms count from the books what was written in.
@job_kind(
    "returns_count", title="Đếm lại số liệu biểu thống kê", cron="*/5 * * * *",
    missed=Missed.NEWEST,
)  # fmt: skip
def count_again(run: JobRun) -> None:
    """Count again the books that were written in, and those that nobody counted yet."""
    for item in run.each({"all": "Các sổ có thay đổi"}):
        with item, item.done():
            keeping.count_again(today())
