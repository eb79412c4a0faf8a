"""Results are worked out and drawn once for the same counts, and never kept with an official's name."""

import pytest
from django.db.models import Q

from citizens.surveys.figures import drawings
from citizens.surveys.figures import results as figures
from citizens.surveys.figures.results import Results, results
from citizens.surveys.models import Campaign
from portal.access import Scope
from portal.demo.cast import BAC_GIANG, LUC_NAM

from .conftest import FillBatch, OpenCampaign
from .test_officials import Make
from .test_officials import make as make

EVERY, LUC_NAM_ALONE = Q(pk__isnull=False), Q(unit__code=LUC_NAM)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    for kept in (figures._kept, drawings._kept):
        kept.cache_clear()


def shares(found: Results) -> list[tuple[str, int, object]]:
    return [(one.row.code, one.ballots, one.share) for one in found.units]


def test_the_same_counts_are_worked_out_once(published: Campaign) -> None:
    first, second = (results(published, seen=EVERY) for _ in range(2))
    assert first.units is second.units
    assert drawings.pictures(first) is drawings.pictures(second)
    assert figures._kept.cache_info().misses == 1


def test_another_batch_is_seen_at_once(
    open_over: OpenCampaign, fill: FillBatch, front: Scope
) -> None:
    campaign = open_over(LUC_NAM, BAC_GIANG, by=front)
    fill(campaign, LUC_NAM, happy=8, by=front)
    before = results(campaign, seen=EVERY)
    fill(campaign, BAC_GIANG, happy=6, by=front)
    after = results(campaign, seen=EVERY)
    assert [one.ballots for one in after.units] == [6, 8]
    assert shares(before) != shares(after)
    assert drawings.pictures(before).units != drawings.pictures(after).units


def test_who_sees_one_unit_gets_nothing_of_who_sees_all(published: Campaign) -> None:
    whole = results(published, seen=EVERY)
    part = results(published, seen=LUC_NAM_ALONE)
    chosen = results(published, seen=EVERY, chosen=part.units[0].row.pk)
    assert [len(one.units) for one in (whole, part, chosen)] == [2, 1, 2]
    assert {one.ballots for one in (whole, part, chosen)} == {16, 10}
    assert drawings.pictures(part).map is None
    assert BAC_GIANG not in {one.row.code for one in part.units}


def test_what_the_campaign_is_called_is_not_kept(published: Campaign) -> None:
    results(published, seen=EVERY)
    published.title = "Tên mới"
    assert results(published, seen=EVERY).campaign.title == "Tên mới"


def test_nothing_is_kept_of_opinions_on_a_named_official(make: Make) -> None:
    found = results(make(), seen=EVERY)
    drawings.pictures(found)
    assert "Trần Thị Mơ" in found.units[0].row.full_name
    assert figures._kept.cache_info().currsize == drawings._kept.cache_info().currsize == 0
