"""The rows that results read: added to when a batch closes, taken from when it is opened again.

Both run inside the transaction of the batch, after it is locked; the unit's row and then the
campaign's are locked in this order, so that two batches that close at once are both counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import transaction

from citizens.surveys.models import BallotBatch, Campaign, CampaignTally, Tally, UnitTally
from citizens.surveys.rules.ballots import Item
from citizens.surveys.rules.sums import Sums, added, minus, of_paper, packed, plus, unpacked


def count_in(batch: BallotBatch) -> None:
    """Add a batch whose tallies have just been kept."""
    _move(batch, plus, batch.entered)


def count_out(batch: BallotBatch) -> None:
    """Take a batch out, before its tallies are dropped."""
    _move(batch, minus, -batch.entered)


@transaction.atomic
def rebuild(campaign: Campaign) -> int:
    """Make a campaign's rows anew from the tallies of its batches; return how many were wrong."""
    kept = {row.pk: row for row in _of_units(campaign)}
    whole, _ = CampaignTally.objects.select_for_update().get_or_create(campaign=campaign)
    found = dict(_added_up(campaign))
    ballots = BallotBatch.objects.of_campaign(campaign).closed_by_unit()
    wrong, sheet = 0, campaign.version.sheet
    for unit in campaign.units.values_list("pk", flat=True):
        row = kept.get(unit) or UnitTally(campaign_unit_id=unit)
        wrong += _put(row, sheet, ballots.get(unit, 0), found.get(unit, []))
    sums = added(found.values(), width=0)
    return wrong + _put(whole, sheet, sum(ballots.values()), sums)


def _move(batch: BallotBatch, how: Callable[[Sums, Sums], Sums], ballots: int) -> None:
    unit = batch.campaign_unit
    sheet = unit.campaign.version.sheet
    of_batch = _row(batch.tallies.in_order_of_paper().values_list(*_CELL))
    rows: tuple[UnitTally | CampaignTally, ...] = (
        UnitTally.objects.select_for_update().get_or_create(campaign_unit=unit)[0],
        CampaignTally.objects.select_for_update().get_or_create(campaign_id=unit.campaign_id)[0],
    )
    for row in rows:
        _write(row, sheet, row.ballots + ballots, how(unpacked(row.sums), of_batch))


_CELL = ("option", "count", "total")


def _row(cells: Iterable[Any]) -> Sums:
    """Lay the tallies of a stack in a row: a question's own, then its options'."""
    row: Sums = []
    for option, count, total in cells:
        row += [count, total or 0] if option is None else [count]
    return row


def _of_units(campaign: Campaign) -> Iterable[UnitTally]:
    return UnitTally.objects.filter(campaign_unit__campaign=campaign).select_for_update()


def _added_up(campaign: Campaign) -> Iterator[tuple[int, Sums]]:
    """Yield each surveyed unit's row, from the tallies of its batches."""
    cells = Tally.objects.of_campaign(campaign).added_up_by_unit()
    for unit, found in groupby(cells, key=itemgetter(0)):
        yield unit, _row(cell[1:] for cell in found)


def _put(row: UnitTally | CampaignTally, sheet: Sequence[Item], ballots: int, sums: Sums) -> int:
    """Save a row when it says something else; return whether it did."""
    is_same = row.ballots == ballots and (unpacked(row.sums) == sums or not (ballots or sums))
    if is_same and (isinstance(row, CampaignTally) or row.of_paper == of_paper(sheet, sums)):
        return 0
    _write(row, sheet, ballots, sums)
    return 1


def _write(row: UnitTally | CampaignTally, sheet: Sequence[Item], ballots: int, sums: Sums) -> None:
    row.ballots, row.sums = ballots, packed(sums)
    if isinstance(row, UnitTally):
        row.good, row.valid, row.people, row.fewest = of_paper(sheet, sums)
    row.save()
