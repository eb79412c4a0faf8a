"""What the closed batches say together: one small row a surveyed unit, one a campaign."""

from __future__ import annotations

from django.db import models

from citizens.surveys.models.campaigns import Campaign, CampaignUnit


class UnitTally(models.Model):
    """The closed batches of one surveyed unit, added up as each closes or is opened again.

    `sums` is the row of `rules.sums`. Results read these rows and no ballot.
    """

    campaign_unit = models.OneToOneField(
        CampaignUnit, models.CASCADE, primary_key=True, related_name="tally"
    )
    ballots = models.PositiveIntegerField("số phiếu", default=0)
    sums = models.TextField("số đếm", default="[]")

    class Meta:
        verbose_name = "số kiểm của đơn vị"
        verbose_name_plural = "số kiểm của đơn vị"

    def __str__(self) -> str:
        return f"{self.campaign_unit_id}: {self.ballots}"


class CampaignTally(models.Model):
    """The closed batches of a whole campaign: what the page of the country reads, a row a province."""

    campaign = models.OneToOneField(
        Campaign, models.CASCADE, primary_key=True, related_name="tally"
    )
    ballots = models.PositiveIntegerField("số phiếu", default=0)
    sums = models.TextField("số đếm", default="[]")

    class Meta:
        verbose_name = "số kiểm của đợt"
        verbose_name_plural = "số kiểm của đợt"

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.ballots}"
