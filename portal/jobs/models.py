"""Background jobs. The row is the truth; a queue message only says "look at this row"."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from portal.jobs.kinds import title_of
from portal.jobs.querysets import (
    BackgroundProcessQuerySet,
    JobEventQuerySet,
    JobItemQuerySet,
    JobQuerySet,
    SchedulerLeaseQuerySet,
)
from portal.lists import Bounded, first_rows


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
    """One piece of background work. `fence` grows each time a worker takes it: only the newest writes.

    Leases and heartbeats are told by the clock of the database, the one clock that all hosts share.
    """

    kind = models.CharField("loại việc", max_length=60)
    title = models.CharField("tên việc", max_length=200)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, unique=True)
    asked_by_id = models.BigIntegerField("mã người yêu cầu", null=True)
    asked_by_name = models.CharField("người yêu cầu", max_length=200, blank=True)
    posting_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField("số mục đã xong", default=0)
    failed = models.PositiveIntegerField("số mục không xong", default=0)
    total = models.PositiveIntegerField("số mục", default=0)
    note = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần chạy", default=0)
    in_vain = models.PositiveSmallIntegerField("số lần chạy không thêm được gì", default=0)
    fence = models.PositiveIntegerField(default=0)
    leased_by = models.CharField(max_length=100, blank=True)
    leased_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField("báo hàng đợi lúc", null=True)
    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["state", "leased_until"], name="jobs_job_by_lease"),
            models.Index(fields=["asked_by_id", "-id"], name="jobs_job_by_person"),
            models.Index(fields=["state", "-id"], name="jobs_job_by_state"),
            models.Index(fields=["kind", "-id"], name="jobs_job_by_kind"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(total__gte=F("done") + F("failed")) | Q(total=0),
                name="jobs_done_and_failed_within_total",
                violation_error_message="Số mục đã làm nhiều hơn số mục của công việc.",
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(leased_until__isnull=False),
                name="jobs_running_holds_a_lease",
                violation_error_message="Công việc đang chạy phải có bộ xử lý giữ.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_title(self) -> str:
        return title_of(self.kind)

    @property
    def is_over(self) -> bool:
        return JobState(self.state).is_over

    @property
    def left(self) -> int:
        """How many items a further run would do."""
        return self.total - self.done

    @property
    def failed_items(self) -> "Bounded[JobItem]":
        """The first items that were not done, with their reasons; asks nothing when there are none."""
        return first_rows(self.items.failed() if self.failed else self.items.none(), 20)

    @property
    def may_run_again(self) -> bool:
        return self.state in (JobState.FAILED, JobState.CANCELLED)

    @property
    def percent(self) -> int:
        if self.state == JobState.DONE:
            return 100
        return self.done * 100 // self.total if self.total else 0


class JobItem(models.Model):
    """One item of a job: done at most once, however often the job is run."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chưa làm"
        RUNNING = "running", "Đang làm"
        DONE = "done", "Đã xong"
        FAILED = "failed", "Không xong"

    job = models.ForeignKey(Job, models.CASCADE, related_name="items")
    key = models.CharField(max_length=120)
    title = models.CharField("mục", max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    error = models.CharField("lỗi", max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần làm", default=0)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobItemQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=["job", "state", "id"], name="jobs_item_by_state")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["job", "key"],
                name="jobs_item_once_in_a_job",
                violation_error_message="Công việc đã có mục này.",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""),
                name="jobs_failed_item_says_why",
                violation_error_message="Mục không xong phải có lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class JobEvent(models.Model):
    """What befell a job, in a sentence: taken, lost with its worker, sent again, cancelled, ended."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="events")
    at = models.DateTimeField(db_default=Now())
    says = models.CharField(max_length=300)

    objects = JobEventQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.says


class ScheduledWork(models.Model):
    """How far the scheduler has come with one kind of periodic work. When it is due stands in code."""

    kind = models.CharField(max_length=60, unique=True)
    last_slot = models.DateTimeField("lần chạy gần nhất", null=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    noted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("kind",)

    def __str__(self) -> str:
        return title_of(self.kind)


class SchedulerLease(models.Model):
    """The one row by which one scheduler leads and the others stand by. `term` counts the leaders."""

    holder = models.CharField(max_length=100, blank=True)
    term = models.PositiveIntegerField(default=0)
    led_since = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)

    objects = SchedulerLeaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(id=1),
                name="jobs_there_is_one_scheduler_lease",
                violation_error_message="Chỉ có một quyền điều khiển lịch.",
            )
        ]

    def __str__(self) -> str:
        return self.holder


class BackgroundProcess(models.Model):
    """A worker or a scheduler that has lately said that it lives."""

    class Role(models.TextChoices):
        WORKER = "worker", "Bộ xử lý"
        SCHEDULER = "scheduler", "Bộ lập lịch"

    role = models.CharField(max_length=10, choices=Role)
    name = models.CharField(max_length=100)
    started_at = models.DateTimeField(db_default=Now())
    heartbeat_at = models.DateTimeField(db_default=Now())

    objects = BackgroundProcessQuerySet.as_manager()

    class Meta:
        ordering = ("role", "name")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["role", "name"],
                name="jobs_process_is_known_once",
                violation_error_message="Bộ xử lý này đã có trong danh sách.",
            )
        ]

    def __str__(self) -> str:
        return self.name
