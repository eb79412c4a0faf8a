"""One attempt at a job, held by one worker: what its handler is given.

    @job_kind("reports_prepare", title="Mở báo cáo của kỳ đã hết", cron="5 * * * *")
    def prepare(run: JobRun) -> None:
        for item in run.each({str(one.pk): one.name for one in provinces}):
            with item:                         # its error is the item's own; the others go on
                found = slow_reading(item.key)     # outside any transaction
                with item.done():              # one transaction: what the item leaves, and that it is done
                    write(found)

Whatever point a worker dies at, the next one goes on from what is done. Each write is fenced: a worker
that was superseded meets `Superseded`, and what it was about to write is rolled back.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Now

from portal.jobs.models import Job, JobItem, JobState
from portal.jobs.rules import MAX_ATTEMPTS_OF_AN_ITEM

log = logging.getLogger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)
SYSTEM_ERROR = "Lỗi của hệ thống; chi tiết nằm trong nhật ký máy chủ."


class Superseded(Exception):
    """Another worker holds the job now, or it was cancelled: stop and change nothing."""


class JobFailure(Exception):
    """The job, or its item, cannot be done, with the sentence that its page shows."""


@dataclass(slots=True)
class JobRun:
    """The job in the hands of the worker that took it as number `fence`."""

    job: Job
    fence: int

    def each(self, plan: Mapping[str, str]) -> Iterator["ItemRun"]:
        """Plan the items (key → title) at the first attempt, and give those that are not done.

        What was planned stays: a later attempt goes on with the same items, whatever `plan` says.
        """
        self._plan(plan)
        open_items = JobItem.objects.filter(job=self.job).open()
        for pk, key, title, attempts in open_items.values_list("pk", "key", "title", "attempts"):
            item = ItemRun(self, pk, key, title)
            if attempts >= MAX_ATTEMPTS_OF_AN_ITEM:
                item.fail(f"Đã làm dở {attempts} lần; có thể chính mục này làm bộ xử lý ngừng.")
            else:
                yield item

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Show how far a job without items is. Raises `Superseded`."""
        self.update(done=done, total=total, note=note[:300], in_vain=0)

    def beat(self) -> None:
        """Renew the lease. Raises `Superseded`."""
        self.update()

    def update(self, **values: Any) -> None:
        """Change the job's row and renew the lease, if it is still this worker's. Raises `Superseded`."""
        renewed = {"leased_until": Now() + settings.JOB_LEASE, "heartbeat_at": Now()}
        if not Job.objects.held(self.job.pk, self.fence).update(**renewed | values):
            raise Superseded

    def finish(self, state: JobState, *, error: str = "") -> None:
        self.update(
            state=state, error=error[:500], leased_until=None, leased_by="", finished_at=Now()
        )

    @transaction.atomic
    def _plan(self, plan: Mapping[str, str]) -> None:
        if self.job.total or not plan:
            return
        self.update(total=len(plan))
        rows = [JobItem(job=self.job, key=key, title=title[:200]) for key, title in plan.items()]
        JobItem.objects.bulk_create(rows, batch_size=1000)
        self.job.total = len(plan)


@dataclass(slots=True)
class ItemRun:
    """One item in the hands of a worker. Use it as a context."""

    run: JobRun
    pk: int
    key: str
    title: str
    is_over: bool = field(default=False)

    @contextmanager
    def done(self) -> Iterator[None]:
        """One transaction: what is written inside, and that the item is done. Raises `Superseded`.

        The job's row is touched last, so that the heartbeat waits for no long item.
        """
        with transaction.atomic():
            yield
            self._end(JobItem.State.DONE)
            self.run.update(done=F("done") + 1, in_vain=0)
        self.is_over = True

    @transaction.atomic
    def fail(self, sentence: str) -> None:
        """Keep why the item could not be done; the others go on."""
        self._end(JobItem.State.FAILED, error=sentence[:500])
        self.run.update(failed=F("failed") + 1, in_vain=0)
        self.is_over = True

    def _end(self, state: JobItem.State, *, error: str = "") -> None:
        JobItem.objects.filter(pk=self.pk).open().update(
            state=state, error=error, finished_at=Now()
        )

    def __enter__(self) -> "ItemRun":
        with transaction.atomic():
            self.run.update(note=self.title[:300])
            JobItem.objects.filter(pk=self.pk).update(
                state=JobItem.State.RUNNING, attempts=F("attempts") + 1, started_at=Now()
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is None:
            if not self.is_over:
                with self.done():
                    pass
            return False
        if not isinstance(error, Exception) or isinstance(error, (Superseded, *DATABASE_AWAY)):
            return False
        if (sentence := sentence_of(error)) is None:
            log.error("Item %s of job %s failed", self.key, self.run.job.pk, exc_info=error)
        self.fail(sentence or SYSTEM_ERROR)
        return True


def sentence_of(error: Exception) -> str | None:
    """What an error says to people; None for one that was not foreseen."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error) if isinstance(error, JobFailure) else None
