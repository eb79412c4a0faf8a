"""What the closed batches say together: one small row a surveyed unit, one a campaign."""

from __future__ import annotations

from django.db import models

from citizens.surveys.models.campaigns import Campaign, CampaignUnit
from citizens.surveys.rules.sums import OfPaper


class UnitTally(models.Model):
    """The closed batches of one surveyed unit, added up as each closes or is opened again.

    `sums` is the row of `rules.sums`, the other numbers what `of_paper` reads in it. Results read
    these rows and no ballot.
    """

    campaign_unit = models.OneToOneField(
        CampaignUnit, models.CASCADE, primary_key=True, related_name="tally"
    )
    ballots = models.PositiveIntegerField("số phiếu", default=0)
    sums = models.TextField("số đếm", default="[]")
    good = models.PositiveIntegerField("câu trả lời tốt", default=0)
    valid = models.PositiveIntegerField("câu trả lời hợp lệ", default=0)
    people = models.PositiveIntegerField("người trả lời", default=0)
    fewest = models.PositiveIntegerField("người trả lời câu ít nhất", default=0)

    class Meta:
        verbose_name = "số kiểm của đơn vị"
        verbose_name_plural = "số kiểm của đơn vị"

    def __str__(self) -> str:
        return f"{self.campaign_unit_id}: {self.ballots}"

    @property
    def of_paper(self) -> OfPaper:
        return OfPaper(self.good, self.valid, self.people, self.fewest)


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
