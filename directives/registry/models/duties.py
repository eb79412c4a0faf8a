"""What a directive asks of someone."""

from __future__ import annotations

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q

from directives.registry.kinds import Bound, DueKind, DutyState
from directives.registry.models.directives import Directive
from directives.registry.models.spans import SPAN_IN_ORDER, SPAN_MESSAGE
from directives.registry.querysets import DutyQuerySet
from directives.registry.rules.actors import names_communes
from directives.registry.rules.dues import DueRule
from directives.registry.rules.targets import Target
from portal.calendar.rules import Deadline
from portal.choices import label_of

NOT_A_SHARE = "Chỉ một tỷ lệ % mới tính được trên số đơn vị được giao."
NO_MEASURE = "Số lượng cần có đơn vị tính, ví dụ: mô hình; hoặc đánh dấu là tỷ lệ %."


class Duty(models.Model):
    """One thing that a directive asks of someone, with its deadline as the text gives it.

    `due_on` is the last permitted day of a duty that falls due once: "trước ngày D" is stored as
    D−1. A recurrence has the month (of the year, half year or quarter), day or weekday of its last
    permitted day, each only when the text gives it; day 31 is the last day of any month.
    `words_changed` tells that the text was corrected where it was read, and nobody looked since.
    """

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="duties")
    ordinal = models.PositiveSmallIntegerField(default=0)
    clause = models.CharField("mục", max_length=40, blank=True)
    text = models.TextField("nội dung", max_length=4000)
    actors = models.JSONField("giao cho", default=list, blank=True)
    due_kind = models.CharField("chu kỳ", max_length=12, choices=DueKind, default=DueKind.NONE)
    due_on = models.DateField("ngày cuối cùng", null=True, blank=True)
    due_month = models.PositiveSmallIntegerField(
        "tháng", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    due_day = models.PositiveSmallIntegerField(
        "ngày", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    due_weekday = models.PositiveSmallIntegerField(
        "thứ", null=True, blank=True, validators=[MaxValueValidator(6)]
    )
    due_wording = models.CharField("cách ghi hạn", max_length=300, blank=True)
    quantity = models.DecimalField(
        "số lượng", max_digits=12, decimal_places=2, null=True, blank=True
    )
    quantity_unit = models.CharField("đơn vị tính", max_length=100, blank=True)
    quantity_is_percent = models.BooleanField("tỷ lệ %", default=False)
    quantity_of_units = models.BooleanField("tính trên số đơn vị được giao", default=False)
    quantity_bound = models.CharField(max_length=10, choices=Bound, blank=True)
    quantity_per = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DutyState, default=DutyState.PROPOSED)
    words_changed = models.BooleanField("cần xem lại", default=False)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    get_due_kind_display = label_of("due_kind", DueKind.choices)
    get_quantity_bound_display = label_of("quantity_bound", Bound.choices)

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["ordinal", "pk"]
        indexes = [
            models.Index(
                fields=["directive"],
                condition=Q(words_changed=True),
                name="registry_changed_duties",
            )
        ]
        constraints = [
            CheckConstraint(
                condition=Q(words_changed=False) | ~Q(state=DutyState.REJECTED),
                name="registry_rejected_duties_are_not_looked_at_again",
                violation_error_message="Nhiệm vụ đã bỏ thì không phải xem lại.",
            ),
            CheckConstraint(
                condition=Q(due_kind=DueKind.ONCE, due_on__isnull=False)
                | ~Q(due_kind=DueKind.ONCE) & Q(due_on__isnull=True),
                name="registry_duties_due_once_have_their_last_day",
                violation_error_message="Nhiệm vụ làm một lần cần ngày cuối cùng.",
            ),
            CheckConstraint(
                condition=SPAN_IN_ORDER,
                name="registry_duties_end_after_their_start",
                violation_error_message=SPAN_MESSAGE,
            ),
            CheckConstraint(
                condition=Q(quantity__isnull=True)
                | Q(quantity__gte=0) & (Q(quantity_is_percent=True) | ~Q(quantity_unit="")),
                name="registry_duties_count_in_a_unit_of_measure",
                violation_error_message=NO_MEASURE,
            ),
            CheckConstraint(
                condition=Q(quantity_of_units=False)
                | Q(quantity_is_percent=True, quantity__isnull=False),
                name="registry_shares_of_units_are_percentages",
                violation_error_message=NOT_A_SHARE,
            ),
        ]

    def __str__(self) -> str:
        return f"Mục {self.clause}: {self.text[:60]}" if self.clause else self.text[:60]

    @property
    def place(self) -> int:
        """Its number among the duties of the directive, as the review prints it."""
        return self.ordinal + 1

    @property
    def quantity_shown(self) -> str:
        """The quantity as people read it: "100%, xã, phường", "1 mô hình"."""
        asked = self.target or self.common_target
        return asked.shown(asked.value) if asked else ""

    @property
    def asked_shown(self) -> str:
        """The same with how it binds: "ít nhất 1 mô hình"."""
        return str(self.target or self.common_target or "")

    @property
    def target(self) -> Target | None:
        """What each unit is asked by number; None when nothing is."""
        return None if self.quantity_of_units else self._asked

    @property
    def common_target(self) -> Target | None:
        """The share of the units that are to be done; None when no such share is asked."""
        return self._asked if self.quantity_of_units else None

    @property
    def _asked(self) -> Target | None:
        if self.quantity is None:
            return None
        bound = Bound(self.quantity_bound) if self.quantity_bound else None
        return Target(self.quantity, self.quantity_unit, self.quantity_is_percent, bound)

    @property
    def due_rule(self) -> DueRule:
        return DueRule(
            DueKind(self.due_kind), last_day=self.due_on, month=self.due_month,
            day=self.due_day, weekday=self.due_weekday,
        )  # fmt: skip

    @property
    def names_communes(self) -> bool:
        return names_communes(actor["wording"] for actor in self.actors)

    def deadline(self, on: dt.date) -> Deadline | None:
        """The last permitted day of the next period, or the one that has passed, with its reasons."""
        found = self.due_rule.explained(on, self.due_wording)
        clause = f", mục {self.clause}" if self.clause else ""
        return found.under(f"{self.directive.title}{clause}.") if found else None

    def next_due(self, on: dt.date) -> dt.date | None:
        """The first last-permitted day from `on` onwards; None when none is left or none is set."""
        return self.due_rule.next_day(on)
