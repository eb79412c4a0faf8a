"""Decisions to destroy records: proposed by one person, approved by another, carried out by a job."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from portal.hrefs import href
from portal.retention.querysets import DecisionQuerySet


class DecisionState(models.TextChoices):
    PROPOSED = "proposed", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"


class DestructionDecision(models.Model):
    unit_id = models.BigIntegerField("mã tỉnh, thành phố")
    kind = models.CharField("loại hồ sơ", max_length=40)
    up_to = models.DateField("đến hết ngày")
    number = models.CharField("số quyết định", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    decided_by = models.CharField("người quyết định", max_length=150)
    state = models.CharField(
        "trạng thái", max_length=10, choices=DecisionState, default=DecisionState.PROPOSED
    )
    proposed_by_id = models.BigIntegerField("mã người đề nghị")
    approved_by_id = models.BigIntegerField("mã người duyệt", null=True, blank=True)
    proposed_at = models.DateTimeField("đề nghị lúc", auto_now_add=True)
    destroyed = models.PositiveIntegerField("số dòng đã hủy", default=0)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định hủy"
        verbose_name_plural = "quyết định hủy"
        ordering = ("-id",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit_id", "number", "kind"],
                name="retention_decisions_are_recorded_once",
                violation_error_message="Quyết định này đã được ghi cho loại hồ sơ đó.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("proposed_by_id")),
                name="retention_decisions_take_two_people",
                violation_error_message="Người duyệt phải khác người đề nghị.",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", approved_by_id__isnull=True)
                | Q(state="approved", approved_by_id__isnull=False),
                name="retention_approved_decisions_name_who_approved",
            ),
            models.CheckConstraint(
                condition=Q(up_to__lt=F("decided_on")),
                name="retention_decisions_look_back",
                violation_error_message="Ngày quyết định phải sau ngày cuối của hồ sơ được hủy.",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return href("retention:decision", self.pk)
