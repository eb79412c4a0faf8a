"""Fill the rows that results read from the tallies of batches closed before there were any."""

from itertools import groupby
from json import dumps
from typing import Any

from django.db import migrations
from django.db.models import F, Sum


def count(apps: Any, editor: Any) -> None:
    Campaign = apps.get_model("surveys", "Campaign")
    Tally = apps.get_model("surveys", "Tally")
    BallotBatch = apps.get_model("surveys", "BallotBatch")
    UnitTally = apps.get_model("surveys", "UnitTally")
    CampaignTally = apps.get_model("surveys", "CampaignTally")
    by = ("batch__campaign_unit", "question__place", "option__number")
    order = (by[0], by[1], F("option__number").asc(nulls_first=True))
    for campaign in Campaign.objects.values_list("pk", flat=True):
        closed = BallotBatch.objects.filter(
            campaign_unit__campaign=campaign, state="closed"
        ).order_by()
        ballots = dict(closed.values_list("campaign_unit").annotate(n=Sum("entered")))
        cells = Tally.objects.filter(batch__campaign_unit__campaign=campaign).order_by()
        cells = cells.values(*by).annotate(n=Sum("count"), amount=Sum("total")).order_by(*order)
        rows: dict[int, list[int]] = {}
        listed = cells.values_list(by[0], by[2], "n", "amount")
        for unit, found in groupby(listed.iterator(), key=lambda cell: cell[0]):
            rows[unit] = row = []
            for _, option, n, amount in found:
                row += [n, amount or 0] if option is None else [n]
        UnitTally.objects.bulk_create(
            UnitTally(campaign_unit_id=unit, ballots=ballots.get(unit, 0), sums=_packed(row))
            for unit, row in rows.items()
        )
        if rows:
            whole = [sum(column) for column in zip(*rows.values(), strict=True)]
            CampaignTally.objects.create(
                campaign_id=campaign, ballots=sum(ballots.values()), sums=_packed(whole)
            )


def _packed(row: list[int]) -> str:
    return dumps(row, separators=(",", ":"))


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_sums")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
