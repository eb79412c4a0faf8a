"""Job kinds that only the suite's own worker knows."""

import time

from portal.jobs.kinds import job_kind
from portal.jobs.run import JobFailure, JobRun

STEPS = 5


@job_kind("test_count", title="Đếm chậm")
def count(run: JobRun) -> None:
    """Count slowly; the first attempt of a `stuck` job never comes to its end."""
    for step in range(1, STEPS + 1):
        run.progress(step, STEPS, f"Bước {step}")
        if run.job.arguments.get("stuck") and run.job.attempts == 1:
            time.sleep(600)


@job_kind("test_refuse", title="Từ chối")
def refuse(run: JobRun) -> None:
    raise JobFailure("Không có số liệu của kỳ này.")
