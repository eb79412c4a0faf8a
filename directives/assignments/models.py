"""Who must do which duty by when, and how it goes."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from directives.assignments.kinds import EntryKind
from directives.assignments.querysets import (
    AssignmentQuerySet,
    ExtensionQuerySet,
    ProvinceCountQuerySet,
    ProvinceMarkQuerySet,
    StandingOrderQuerySet,
    WorkCountQuerySet,
)
from directives.assignments.querysets.work import list_order
from directives.assignments.rules import Step, Unfinished
from directives.registry.kinds import TargetResult
from directives.registry.models import Directive, Duty
from portal.calendar.rules import Deadline, Rolling
from portal.choices import label_of
from portal.files.models import Attachment
from portal.hrefs import href
from portal.units.models import AdministrativeUnit, Organisation


class Assignment(models.Model):
    """One duty given to one organisation for one period."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="assignments", verbose_name="đơn vị thực hiện"
    )
    period = models.CharField("kỳ", max_length=40, blank=True)
    assigned_on = models.DateField("ngày giao")
    named_due_on = models.DateField("ngày cuối được nêu", null=True, blank=True)
    rolling = models.CharField(
        "nếu rơi vào ngày nghỉ", max_length=10, choices=Rolling, default=Rolling.NONE
    )
    rolling_basis = models.CharField("căn cứ chuyển hạn", max_length=200, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    original_due_on = models.DateField("hạn ban đầu", null=True, blank=True)
    step = models.CharField("bước", max_length=12, choices=Step, default=Step.GIVEN)
    percent = models.PositiveSmallIntegerField("tiến độ", default=0)
    reached = models.DecimalField(
        "kết quả đạt được", max_digits=12, decimal_places=2, null=True, blank=True
    )
    needs_evidence = models.BooleanField("phải có minh chứng", default=False, db_default=False)
    submitted_on = models.DateField("ngày báo hoàn thành", null=True, blank=True)
    assigned_by_id = models.BigIntegerField(null=True)
    assigned_by_organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="assignments_given", verbose_name="đơn vị giao"
    )
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()

    get_step_display = label_of("step", Step.choices)
    deadline: Deadline | None  # given by `deadlines.with_deadlines`

    class Meta:
        ordering = (F("due_on").asc(nulls_last=True), "id")
        verbose_name = "nhiệm vụ được giao"
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "due_on", "id"], name="assignments_by_unit_and_due"
            ),
            models.Index(fields=["duty", "organisation"], name="assignments_by_duty"),
            models.Index(
                fields=["organisation", "original_due_on"],
                include=["due_on", "duty"],
                condition=~Q(step__in=[Step.ACCEPTED, Step.WITHDRAWN]),
                name="assignments_open_by_unit",
            ),
            models.Index(*list_order(), "id", name="assignments_in_list_order"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["duty", "organisation", "period"],
                condition=~Q(step=Step.WITHDRAWN),
                name="assignments_give_a_duty_once_per_period",
                violation_error_message="Nhiệm vụ này đã được giao cho đơn vị trong kỳ này.",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="assignments_percent_is_at_most_100",
                violation_error_message="Tiến độ là một số từ 0 đến 100.",
            ),
            models.CheckConstraint(
                condition=Q(reached__isnull=True) | Q(reached__gte=0),
                name="assignments_reach_nothing_or_more",
                violation_error_message="Kết quả đạt được là một số từ 0 trở lên.",
            ),
            models.CheckConstraint(
                condition=~Q(step__in=[Step.SUBMITTED, Step.ACCEPTED])
                | Q(submitted_on__isnull=False),
                name="assignments_submitted_have_their_day",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("original_due_on")),
                name="assignments_extension_moves_forward",
                violation_error_message="Hạn mới không được trước hạn ban đầu.",
            ),
            models.CheckConstraint(
                condition=Q(rolling=Rolling.NONE) | Q(named_due_on__isnull=False),
                name="assignments_that_roll_name_their_day",
                violation_error_message="Chuyển hạn khi rơi vào ngày nghỉ cần có ngày cuối.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} – {self.organisation}"

    def get_absolute_url(self) -> str:
        return href("assignments:detail", self.pk)

    def evidence(self) -> "models.QuerySet[Attachment]":
        """Every file of the timeline."""
        return Attachment.objects.filter(progressentry__assignment=self).distinct()

    @property
    def is_extended(self) -> bool:
        return self.due_on != self.original_due_on

    @property
    def target_result(self) -> TargetResult | None:
        """Whether the duty's target is met; None when the duty has none."""
        target = self.duty.target
        return target.result(self.reached) if target else None

    @property
    def reached_shown(self) -> str:
        """What was reached in the target's unit: "2 mô hình"; empty when nothing is reported."""
        target = self.duty.target
        return target.shown(self.reached) if target and self.reached is not None else ""

    def unfinished(self) -> Unfinished:
        """What is open as the row stands, asked before it is reported as done."""
        return Unfinished(
            percent=self.percent,
            lacks_evidence=self.needs_evidence and not self.evidence().exists(),
            target=self.duty.target,
            reached=self.reached,
        )


class WorkCount(models.Model):
    """How much work of a directive an organisation was given, and how much of it is done.

    Each act keeps it (`actions.counting`), so that a board need not read every row. What follows
    from the day, whether open work is overdue, is not in it. A scope finds it by `unit`, the
    organisation's own. Under which organisation the work is counted now (`holder`), and in which
    province row that lies, the database fills in (`portal.triggers.CopiedAlong`).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, editable=False, related_name="+"
    )
    province = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, null=True, editable=False, related_name="+"
    )
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    given = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    first_on_time = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveIntegerField(default=0)
    in_review = models.PositiveIntegerField(default=0)

    objects = WorkCountQuerySet.as_manager()

    class Meta:
        verbose_name = "số nhiệm vụ của đơn vị"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "directive"],
                name="work_counts_stand_once_for_an_organisation_and_a_directive",
            ),
            models.CheckConstraint(
                condition=Q(given__gte=F("on_time") + F("late") + F("unanswered") + F("in_review")),
                name="work_counts_hold_no_more_than_was_given",
            ),
            models.CheckConstraint(
                condition=Q(first_on_time__lte=F("on_time")),
                name="work_counts_on_time_at_first_are_on_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.given}"


class ProvinceCount(models.Model):
    """How much work of a duty a province has by one last day, and how much of it is done.

    What the boards of the country add up instead of every row. `province` is the row over the unit
    that was given the work; `due_on` is a day far away for work without one, and `day` is then the
    one on which it was given: by it work belongs to a month. Only central directives are counted so.
    `actions.provinces` keeps it; where a mark stands, the rows are counted instead.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="+")
    province = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="+")
    due_on = models.DateField()
    original_due_on = models.DateField()
    day = models.DateField()
    still_open = models.PositiveIntegerField()
    on_time = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    first_on_time = models.PositiveIntegerField()
    unanswered = models.PositiveIntegerField()

    objects = ProvinceCountQuerySet.as_manager()

    class Meta:
        verbose_name = "số nhiệm vụ của tỉnh"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["duty", "province", "due_on", "original_due_on", "day"],
                name="province_counts_stand_once_for_a_duty_a_province_and_its_days",
            )
        ]

    def __str__(self) -> str:
        return f"{self.province}: {self.duty}"


class ProvinceMark(models.Model):
    """That an act changed work of a province and a duty since it was counted: its count does not hold.

    Acts only ever add marks: nobody waits for another, nor for who gives the duty to the country at
    this moment, so the two references lock no row.
    """

    duty = models.ForeignKey(Duty, models.DO_NOTHING, related_name="+", db_constraint=False)
    province = models.ForeignKey(
        AdministrativeUnit, models.DO_NOTHING, related_name="+", db_constraint=False
    )

    objects = ProvinceMarkQuerySet.as_manager()

    class Meta:
        verbose_name = "tỉnh phải đếm lại"

    def __str__(self) -> str:
        return f"{self.province_id}: {self.duty_id}"


class StandingOrder(models.Model):
    """That a recurring duty is given to an organisation anew whenever one of its periods begins.

    `given_through` is the first day of the last period that was given.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="standing_orders")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="standing_orders")
    given_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="standing_orders_given",
        verbose_name="đơn vị giao",
    )
    assigned_by_id = models.BigIntegerField(null=True)
    rolling = models.CharField(max_length=10, choices=Rolling, default=Rolling.NONE)
    rolling_basis = models.CharField(max_length=200, blank=True)
    needs_evidence = models.BooleanField("phải có minh chứng", default=False, db_default=False)
    given_through = models.DateField("đã giao đến kỳ bắt đầu ngày")
    ended_on = models.DateField("thôi giao từ ngày", null=True, blank=True)

    objects = StandingOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ tự giao theo kỳ"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["duty", "organisation"],
                condition=Q(ended_on__isnull=True),
                name="standing_orders_run_once_for_a_duty_and_an_organisation",
                violation_error_message="Nhiệm vụ này đã được tự giao theo kỳ cho đơn vị.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty} – {self.organisation}"

    @property
    def terms(self) -> tuple[object, ...]:
        """What orders have in common that are carried out in one act."""
        return (
            self.given_through, self.given_by_id, self.assigned_by_id,
            self.rolling, self.rolling_basis, self.needs_evidence,
        )  # fmt: skip

    def for_organisation(self, organisation_id: int) -> "StandingOrder":
        """The same order, to this organisation."""
        return StandingOrder(
            duty=self.duty, organisation_id=organisation_id, given_by_id=self.given_by_id,
            assigned_by_id=self.assigned_by_id, rolling=self.rolling,
            rolling_basis=self.rolling_basis, needs_evidence=self.needs_evidence,
            given_through=self.given_through,
        )  # fmt: skip


class ProgressEntry(models.Model):
    """One thing that happened to an assignment, with its evidence."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="entries")
    kind = models.CharField("việc", max_length=15, choices=EntryKind)
    at = models.DateTimeField("lúc", auto_now_add=True)
    by_user_id = models.BigIntegerField(null=True)
    by_name = models.CharField("người báo", max_length=150)
    by_organisation_id = models.BigIntegerField(null=True)
    percent = models.PositiveSmallIntegerField("tiến độ", null=True, blank=True)
    reached = models.DecimalField(
        "kết quả đạt được", max_digits=12, decimal_places=2, null=True, blank=True
    )
    note = models.TextField("nội dung", blank=True)
    evidence = models.ManyToManyField(Attachment, blank=True)
    key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = "dòng tiến độ"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.WITHDRAW) | ~Q(note=""),
                name="progress_entries_withdraw_with_a_reason",
                violation_error_message="Thu hồi nhiệm vụ cần có lý do.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.note[:60]}"

    @property
    def mark(self) -> str:
        return EntryKind(self.kind).mark

    @property
    def reached_shown(self) -> str:
        """What was reached by then, in the unit of the duty's target; empty when it was not told."""
        target = self.assignment.duty.target
        return target.shown(self.reached) if target and self.reached is not None else ""


class Extension(models.Model):
    """A request for more time: asked by the commune with a reason, decided by who gave the work."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extensions")
    asked_on = models.DateField("ngày xin")
    until = models.DateField("xin đến hết ngày")
    reason = models.TextField("lý do")
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    granted = models.BooleanField("đồng ý", null=True)
    answer = models.TextField("ý kiến", blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "đề nghị gia hạn"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(decided_on__isnull=True),
                name="extensions_wait_one_at_a_time",
                violation_error_message="Đã có một đề nghị gia hạn đang chờ quyết định.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, granted__isnull=True)
                | Q(decided_on__isnull=False, granted__isnull=False),
                name="extensions_decided_have_day_and_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"Gia hạn đến {self.until:%d/%m/%Y}"
