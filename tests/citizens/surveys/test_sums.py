"""The rows that results read are always those of the closed batches, whatever is opened again."""

from collections.abc import Callable, Sequence
from uuid import uuid4

import pytest
from django.core.management import call_command

from citizens.surveys.actions.ballots import close_batch, enter_ballot, open_batch, reopen_batch
from citizens.surveys.actions.tallies import rebuild
from citizens.surveys.models import Ballot, BatchState, Campaign, CampaignTally, UnitTally
from citizens.surveys.rules.ballots import Item, tally, unpack
from citizens.surveys.rules.formulas import overall
from citizens.surveys.rules.sums import count_at, in_a_row, places, unpacked
from portal.access import Scope
from portal.calendar.clock import now
from portal.demo.cast import BAC_GIANG, LUC_NAM

from .conftest import SATISFIED, UNHAPPY, FillBatch, OpenCampaign, enter_again


def counted_anew(campaign: Campaign, **where: object) -> tuple[int, list[int]]:
    """What the ballots of closed batches themselves say."""
    sheet = campaign.version.sheet
    rows = Ballot.objects.filter(
        batch__state=BatchState.CLOSED, batch__campaign_unit__campaign=campaign, **where
    )
    columns = [unpack(column) for column in rows.values_list("answers", flat=True)]
    return len(columns), in_a_row(sheet, tally(sheet, columns))


def kept(row: UnitTally | CampaignTally) -> tuple[int, list[int]]:
    return row.ballots, unpacked(row.sums)


def check(campaign: Campaign) -> None:
    sheet = campaign.version.sheet
    for row in UnitTally.objects.filter(campaign_unit__campaign=campaign):
        ballots, sums = counted_anew(campaign, batch__campaign_unit=row.campaign_unit_id)
        assert kept(row) == (ballots, sums)
        assert row.of_paper == read_plainly(sheet, sums)
    assert kept(CampaignTally.objects.get(campaign=campaign)) == counted_anew(campaign)


def read_plainly(sheet: Sequence[Item], sums: list[int]) -> tuple[int, int, int, int]:
    """The index as the formula works it out, and the smallest group that answered a question."""
    begins = places(sheet)
    counts = {item.code: count_at(item, begins[item.code], sums) for item in sheet}
    share = overall(sheet, counts)
    answered = [count.answered for count in counts.values() if count.answered]
    index = (share.good, share.valid, share.people) if share else (0, 0, 0)
    return *index, min(answered, default=0)


@pytest.fixture
def two_communes(open_over: OpenCampaign, fill: FillBatch, front: Scope) -> Campaign:
    campaign = open_over(LUC_NAM, BAC_GIANG, by=front)
    fill(campaign, LUC_NAM, happy=2, unhappy=1, by=front)
    fill(campaign, BAC_GIANG, happy=1, by=front)
    return campaign


def test_closing_adds_a_batch(two_communes: Campaign) -> None:
    assert CampaignTally.objects.get().ballots == 4
    check(two_communes)


def test_a_second_batch_of_a_commune_is_added_to_the_first(
    two_communes: Campaign, front: Scope, commune_front: Scope
) -> None:
    row = two_communes.units.get(unit__code=LUC_NAM)
    batch = open_batch(campaign_unit=row, code="A02", counted_by_hand=2, by=front)
    for typed in (SATISFIED, UNHAPPY):
        enter_ballot(batch=batch, typed=typed, key=uuid4(), by=front)
    enter_again(batch, by=commune_front)
    check(two_communes)
    close_batch(batch=batch, by=front, at=now())
    assert UnitTally.objects.get(campaign_unit=row).ballots == 5
    check(two_communes)


def test_opening_again_takes_a_batch_out_and_closing_puts_it_back(
    two_communes: Campaign, front: Scope
) -> None:
    batch = two_communes.units.get(unit__code=LUC_NAM).batches.get()
    before = kept(CampaignTally.objects.get())
    reopen_batch(batch=batch, reason="đếm lại", by=front)
    assert CampaignTally.objects.get().ballots == 1
    check(two_communes)
    batch.refresh_from_db()
    close_batch(batch=batch, by=front, at=now())
    assert kept(CampaignTally.objects.get()) == before


def test_what_refuses_to_close_adds_nothing(
    two_communes: Campaign,
    front: Scope,
    commune_front: Scope,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = kept(CampaignTally.objects.get())
    row = two_communes.units.get(unit__code=LUC_NAM)
    batch = open_batch(campaign_unit=row, code="A03", counted_by_hand=1, by=front)
    enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=front)
    enter_again(batch, by=commune_front)
    monkeypatch.setattr("citizens.surveys.actions.ballots.record", _fails)
    with pytest.raises(RuntimeError):
        close_batch(batch=batch, by=front, at=now())
    assert kept(CampaignTally.objects.get()) == before


def _fails(**_: object) -> None:
    raise RuntimeError


def test_rebuilding_what_is_right_changes_nothing(two_communes: Campaign) -> None:
    assert rebuild(two_communes) == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: UnitTally.objects.all().delete(),
        lambda: CampaignTally.objects.update(ballots=99, sums="[1]"),
        lambda: UnitTally.objects.update(ballots=0, sums="[]"),
        lambda: UnitTally.objects.update(fewest=99),
    ],
)
def test_rebuilding_mends_what_is_wrong(
    two_communes: Campaign, spoil: Callable[[], object]
) -> None:
    spoil()
    call_command("rebuild_tallies", verbosity=0)
    check(two_communes)
    assert rebuild(two_communes) == 0
