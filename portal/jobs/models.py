"""Background jobs. The row is the truth; a queue message only says "look at this row"."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.jobs.querysets import JobQuerySet


class JobState(models.TextChoices):
    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không xong"
    CANCELLED = "cancelled", "Đã hủy"

    @property
    def is_over(self) -> bool:
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class Job(models.Model):
    kind = models.CharField("loại việc", max_length=60)
    title = models.CharField("tên việc", max_length=200)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, unique=True)
    asked_by_id = models.BigIntegerField("mã người yêu cầu", null=True)
    posting_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=500, blank=True)
    item_errors = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_by = models.CharField(max_length=100, blank=True)
    leased_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["state", "leased_until"], name="jobs_job_by_lease"),
            models.Index(fields=["asked_by_id", "-id"], name="jobs_job_by_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done__lte=models.F("total")) | Q(total=0),
                name="jobs_done_within_total",
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(leased_until__isnull=False),
                name="jobs_running_holds_a_lease",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return JobState(self.state).is_over

    @property
    def percent(self) -> int:
        if self.state == JobState.DONE:
            return 100
        return self.done * 100 // self.total if self.total else 0
