"""Work that the trials watch: each item leaves one row that nothing but the item keeps from doubling."""

import time
from pathlib import Path

from portal.files.models import Attachment
from portal.jobs.kinds import job_kind
from portal.jobs.rules import Missed
from portal.jobs.run import ItemRun, JobRun

ITEMS = 4


@job_kind("trial", title="Việc thử sự cố")
def trial(run: JobRun) -> None:
    """Leave one row an item; the first attempt stands still at the stage that it is asked to."""
    stand_still(run, "taken")
    for item in run.each({str(place): f"Mục {place}" for place in range(ITEMS)}):
        with item, item.done():
            leave_a_row(item)
            if item.key == "1":
                stand_still(run, "in an item")
        if item.key == "1":
            stand_still(run, "between items")
        time.sleep(run.job.arguments.get("pause", 0))
    stand_still(run, "before the end")


def leave_a_row(item: ItemRun) -> None:
    Attachment.objects.create(
        organisation_id=item.run.job.pk, name=item.key, size=1, sha256="0" * 64
    )


def stand_still(run: JobRun, stage: str) -> None:
    if run.job.arguments.get("stage") == stage and run.job.attempts == 1:
        Path(run.job.arguments["flag"]).touch()
        time.sleep(600)


@job_kind("trial_newest", title="Thử: chỉ lần mới nhất", cron="* * * * *")
def newest(run: JobRun) -> None:
    """Work of which the newest run stands for all before it."""


@job_kind("trial_every", title="Thử: mọi lần", cron="0 * * * *", missed=Missed.EVERY)
def every(run: JobRun) -> None:
    """Work of which each run counts."""
