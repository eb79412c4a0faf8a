"""Results for everybody: only when the organiser decides so, only sums, and no longer when withdrawn."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citizens.surveys.actions.campaigns import close_campaign, publish_campaign
from citizens.surveys.actions.releases import release_results, withdraw_results
from citizens.surveys.figures.country import country
from citizens.surveys.models import Campaign
from portal.access import Scope
from portal.audit.models import Entry
from portal.demo.cast import BAC_GIANG, LUC_NAM
from portal.units.models import AdministrativeUnit

from .conftest import FillBatch, OpenCampaign

ON = date(2026, 11, 20)


@pytest.fixture
def released(published: Campaign, front: Scope) -> Campaign:
    release_results(campaign=published, by=front, on=ON)
    return published


def pages(campaign: Campaign) -> list[str]:
    return [
        reverse("surveys:public_country"),
        reverse("surveys:public_results", args=[campaign.pk]),
    ]


def test_everybody_reads_released_results(released: Campaign, client: Client) -> None:
    for page in pages(released):
        answer = client.get(page)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, no-cache"  # a withdrawal is seen at once
    assert "Phường Lục Nam" in client.get(pages(released)[1]).content.decode()


def test_nothing_is_public_before_the_decision(published: Campaign, client: Client) -> None:
    whole, one = pages(published)
    assert client.get(one).status_code == 404
    assert published.title not in client.get(whole).content.decode()


def test_withdrawing_is_an_act_with_a_reason(
    released: Campaign, front: Scope, client: Client
) -> None:
    withdraw_results(campaign=released, reason="nhập thiếu một tập", by=front, on=ON)
    assert client.get(pages(released)[1]).status_code == 404
    entry = Entry.objects.latest("pk")
    assert entry.act == "campaign.withdraw"
    release = released.releases.get()
    assert (release.withdrawn_on, release.reason) == (ON, "nhập thiếu một tập")


def test_a_second_release_after_a_withdrawal_counts_once(
    released: Campaign, front: Scope, client: Client
) -> None:
    withdraw_results(campaign=released, reason="soát lại", by=front, on=ON)
    release_results(campaign=released, by=front, on=ON)
    assert Campaign.objects.public().count() == 1
    lines = client.get(pages(released)[0]).context["country"].lines
    assert [line.ballots for line in lines if line.campaign] == [16]


@pytest.mark.parametrize("who", ["commune_front", "official"])
def test_only_the_organiser_decides(
    who: str, published: Campaign, commune_front: Scope, scopes: Callable[[str], Scope]
) -> None:
    by = commune_front if who == "commune_front" else scopes("lanhdao.lucnam")
    with pytest.raises(ValidationError, match="quyết định việc công khai"):
        release_results(campaign=published, by=by, on=ON)


def test_it_is_released_once_at_a_time(released: Campaign, front: Scope) -> None:
    with pytest.raises(ValidationError, match="đang được công khai"):
        release_results(campaign=released, by=front, on=ON)
    withdraw_results(campaign=released, reason="x", by=front, on=ON)
    with pytest.raises(ValidationError, match="đang không công khai"):
        withdraw_results(campaign=released, reason="x", by=front, on=ON)


def test_what_is_not_published_is_not_released(open_over: OpenCampaign, front: Scope) -> None:
    with pytest.raises(ValidationError, match="công bố kết quả cho các đơn vị trước"):
        release_results(campaign=open_over(LUC_NAM, by=front), by=front, on=ON)


def test_the_public_page_hides_what_the_page_at_work_hides(
    open_over: OpenCampaign, fill: FillBatch, front: Scope, client: Client
) -> None:
    campaign = open_over(LUC_NAM, BAC_GIANG, by=front)
    fill(campaign, LUC_NAM, happy=3, by=front)
    fill(campaign, BAC_GIANG, happy=9, by=front)
    close_campaign(campaign=campaign, by=front)
    publish_campaign(campaign=campaign, by=front, on=ON)
    campaign.refresh_from_db()
    release_results(campaign=campaign, by=front, on=ON)
    unit = campaign.units.get(unit__code=LUC_NAM).pk
    found = client.get(pages(campaign)[1], {"don_vi": unit}).context["results"]
    assert found.overall is None
    assert not any(one.is_shown for one in found.questions)
    assert client.get(pages(campaign)[1], {"don_vi": 10**9}).status_code == 404


def test_the_country_says_what_the_province_says_and_reads_no_ballot(released: Campaign) -> None:
    provinces = AdministrativeUnit.objects.on(ON).provinces().order_by("code")
    with CaptureQueriesContext(connection) as caught:
        found = country(Campaign.objects.public(), released.version, provinces=provinces)
    line = next(line for line in found.lines if line.campaign)
    assert line.share is not None
    assert (line.share.good, line.share.valid, line.share.people) == (70, 80, 16)
    assert len(found.lines) == len(found.tiles.tiles) == 34
    assert not any("surveys_ballot" in query["sql"] for query in caught)


def test_the_country_can_be_asked_by_instrument(released: Campaign, client: Client) -> None:
    page = pages(released)[0]
    assert client.get(page, {"phieu": released.version_id}).status_code == 200
    assert client.get(page, {"phieu": 10**9}).status_code == 404
