"""One-time codes by which citizens answer on the web. Only digests are kept, and no time."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from citizens.surveys.models.campaigns import CampaignUnit
from citizens.surveys.querysets_codes import AnswerCodeQuerySet, CodeIssueQuerySet
from portal.units.models import Organisation

FEWEST_CODES, MOST_CODES = 10, 500


class CodeIssue(models.Model):
    """Codes that the Front printed for one surveyed unit. Who took which slip is not known.

    At least ten at once, so that "three of this issue were used" says nothing about a person.
    """

    campaign_unit = models.ForeignKey(
        CampaignUnit, models.PROTECT, related_name="code_issues", verbose_name="đơn vị"
    )
    count = models.PositiveIntegerField("số mã")
    expires_on = models.DateField("dùng đến hết ngày")
    issued_on = models.DateField("ngày phát")
    issued_by_id = models.BigIntegerField("mã người phát")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="code_issues", verbose_name="đơn vị phát"
    )
    revoked_on = models.DateField("ngày thu hồi", null=True, blank=True)
    key = models.UUIDField("mã chống ghi trùng", unique=True)

    objects = CodeIssueQuerySet.as_manager()

    class Meta:
        verbose_name = "lần phát mã"
        verbose_name_plural = "lần phát mã"
        constraints = [
            CheckConstraint(
                condition=Q(count__gte=FEWEST_CODES, count__lte=MOST_CODES),
                name="surveys_10_to_500_codes_are_issued_at_once",
                violation_error_message="Mỗi lần phát từ 10 đến 500 mã.",
            ),
            CheckConstraint(
                condition=Q(expires_on__gte=models.F("issued_on")),
                name="surveys_codes_expire_on_or_after_issue",
                violation_error_message="Mã phải dùng được ít nhất đến hết ngày phát.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} mã, phát {self.issued_on:%d/%m/%Y}"


class AnswerCode(models.Model):
    """One code, known by its digest alone; spent once. Neither when, nor with which ballot."""

    issue = models.ForeignKey(CodeIssue, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    spent = models.BooleanField("đã dùng", default=False)

    objects = AnswerCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "mã trả lời"
        verbose_name_plural = "mã trả lời"
        constraints = [
            UniqueConstraint(
                fields=["digest"],
                name="surveys_answer_codes_differ",
                violation_error_message="Mã này đã được phát.",
            ),
        ]

    def __str__(self) -> str:
        return f"Mã của lần phát {self.issue_id}"
