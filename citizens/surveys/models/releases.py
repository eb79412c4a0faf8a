"""The results of a campaign open to everybody, from the day its organiser decides so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from citizens.surveys.models.campaigns import Campaign


class Release(models.Model):
    """One decision to show results to the public. Withdrawn, it stays as a row; nothing is shown.

    `questions` are the codes, one a line, of what may be told of the whole campaign: the page of the
    country adds up only these.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="releases")
    questions = models.TextField("các câu được nêu", blank=True)
    released_on = models.DateField("công khai ngày")
    released_by_id = models.BigIntegerField("mã người công khai")
    withdrawn_on = models.DateField("thôi công khai ngày", null=True, blank=True)
    withdrawn_by_id = models.BigIntegerField("mã người thôi công khai", null=True, blank=True)
    reason = models.CharField("lý do thôi công khai", max_length=300, blank=True)

    class Meta:
        verbose_name = "lượt công khai kết quả"
        verbose_name_plural = "lượt công khai kết quả"
        constraints: ClassVar = [
            UniqueConstraint(
                fields=["campaign"],
                condition=Q(withdrawn_on__isnull=True),
                name="surveys_a_campaign_is_released_once_at_a_time",
                violation_error_message="Kết quả đợt này đang được công khai.",
            ),
            CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by_id__isnull=True, reason="")
                | Q(
                    withdrawn_on__gte=F("released_on"), withdrawn_by_id__isnull=False,
                )
                & ~Q(reason=""),
                name="surveys_a_withdrawal_says_when_who_and_why",
                violation_error_message="Thôi công khai phải ghi ngày, người và lý do.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.released_on:%d/%m/%Y}"
