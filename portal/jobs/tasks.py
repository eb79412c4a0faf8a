import os
import socket

from celery import shared_task

from portal.jobs import actions
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobRun


@shared_task(name="jobs.run")
def run(job_id: int) -> None:
    """Carry out one job, if it still waits. The only task there is: no work without a row."""
    taken = actions.take(job_id, worker=f"{socket.gethostname()}:{os.getpid()}")
    if taken is not None:
        actions.carry_out(taken)


@job_kind("jobs_tidy", title="Dọn việc định kỳ đã xong", cron="30 2 * * *")
def tidy(run: JobRun) -> None:
    """Forget scheduled work that ended well a month ago, and processes gone for a day."""
    for item in run.each({"jobs": "Việc định kỳ đã xong", "processes": "Bộ xử lý đã tắt"}):
        with item, item.done():
            actions.tidy() if item.key == "jobs" else actions.forget_the_gone()
