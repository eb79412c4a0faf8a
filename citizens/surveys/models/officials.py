"""The official whom a campaign asks about, one a surveyed unit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q

from citizens.surveys.models.campaigns import CampaignUnit
from portal.units.models import Organisation


class NamedOfficial(models.Model):
    """Whom people are asked about. Who appointed them reads the opinions; a head does not read their own."""

    campaign_unit = models.OneToOneField(
        CampaignUnit, models.CASCADE, primary_key=True, related_name="official"
    )
    name = models.CharField("họ tên", max_length=120)
    position = models.CharField("chức vụ, vị trí", max_length=200)
    appointer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="cơ quan bổ nhiệm"
    )
    is_head = models.BooleanField("là người đứng đầu cơ quan ấy", default=False)

    class Meta:
        verbose_name = "công chức được lấy ý kiến"
        verbose_name_plural = "công chức được lấy ý kiến"
        constraints: ClassVar = [
            CheckConstraint(
                condition=~Q(name="") & ~Q(position=""),
                name="surveys_an_official_has_a_name_and_a_position",
                violation_error_message="Ghi họ tên và chức vụ của người được lấy ý kiến.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.position}"
