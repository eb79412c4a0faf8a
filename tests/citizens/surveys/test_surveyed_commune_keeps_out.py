"""Independence: the surveyed commune enters nothing and sees results only once published."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from citizens.surveys.actions.ballots import open_batch
from citizens.surveys.models import Ballot, BallotBatch, Campaign, CampaignUnit, Tally
from portal.access import Power, Role, Scope
from portal.demo.cast import BAC_GIANG, LUC_NAM, TRI_AN

from .conftest import OpenCampaign

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
NOT_FRONT = ["canbo.lucnam", "lanhdao.lucnam", "diaban.lucnam", "sonoivu", "quantri"]


def pages_of(batch: BallotBatch) -> list[str]:
    campaign = batch.campaign_unit.campaign_id
    names = ("entry", "take_back", "batch_close", "batch_reopen", "batch_recount", "batch_drop")
    return [reverse(f"surveys:{name}", args=[campaign, batch.pk]) for name in names] + [
        reverse("surveys:correct", args=[campaign, batch.pk, 1]),
        reverse("surveys:batches", args=[campaign]),
        reverse("surveys:campaign", args=[campaign]),
        reverse("surveys:frame", args=[campaign]),
        reverse("surveys:campaign_new"),
    ]


@pytest.mark.parametrize("username", NOT_FRONT)
def test_nobody_but_the_front_opens_a_page_of_entry(
    username: str, batch: BallotBatch, client_of: ClientOf
) -> None:
    client = client_of(username)
    for page in pages_of(batch):
        assert client.post(page, {}).status_code == 403, page


@pytest.mark.parametrize("username", NOT_FRONT)
def test_nobody_but_the_front_reads_a_ballot_or_a_batch(
    username: str, batch: BallotBatch, scopes: ScopeOf
) -> None:
    scope = scopes(username)
    for rows in (
        BallotBatch.objects.visible_to(scope),
        BallotBatch.objects.editable_by(scope),
        Ballot.objects.visible_to(scope),
        CampaignUnit.objects.editable_by(scope),
        CampaignUnit.objects.visible_to(scope),
        Tally.objects.visible_to(scope),
        Campaign.objects.visible_to(scope),
        Campaign.objects.editable_by(scope),
    ):
        assert not rows.exists(), rows.query


def test_a_wrong_posting_at_the_peoples_committee_opens_nothing(
    batch: BallotBatch, scopes: ScopeOf
) -> None:
    seat = scopes("canbo.lucnam")
    posted_as_front = Scope(
        **{**{n: getattr(seat, n) for n in Scope.__slots__}, "role": Role.FRONT}
    )
    assert posted_as_front.may(Power.BALLOT_ENTER)
    assert not BallotBatch.objects.editable_by(posted_as_front).exists()
    with pytest.raises(ValidationError, match="đơn vị được khảo sát thì không"):
        open_batch(
            campaign_unit=batch.campaign_unit, code="X", counted_by_hand=1, by=posted_as_front
        )


def test_the_front_of_a_commune_enters_for_its_own_only(
    open_over: OpenCampaign, front: Scope, commune_front: Scope
) -> None:
    open_over(LUC_NAM, BAC_GIANG, by=front)
    rows = CampaignUnit.objects.editable_by(commune_front)
    assert [row.unit.code for row in rows] == [LUC_NAM]
    assert CampaignUnit.objects.visible_to(commune_front).count() == 1


def test_a_batch_of_another_commune_is_404(
    open_over: OpenCampaign, front: Scope, client_of: ClientOf
) -> None:
    campaign = open_over(BAC_GIANG, by=front)
    batch = open_batch(campaign_unit=campaign.units.get(), code="A", counted_by_hand=1, by=front)
    client = client_of("mttq.lucnam")
    for page in pages_of(batch)[:8]:
        assert client.post(page, {}).status_code in (404, 405), page
        assert client.get(page).status_code in (404, 405), page


def test_a_front_may_not_ask_in_another_province(open_over: OpenCampaign, front: Scope) -> None:
    with pytest.raises(ValidationError, match="không thuộc phạm vi"):
        open_over(TRI_AN, by=front)


def test_results_are_404_until_they_are_published(
    open_over: OpenCampaign, front: Scope, client_of: ClientOf
) -> None:
    page = reverse("surveys:results", args=[open_over(LUC_NAM, by=front).pk])
    assert client_of("lanhdao.lucnam").get(page).status_code == 404
    assert client_of("sonoivu").get(page).status_code == 404
    assert client_of("mttq.lucnam").get(page).status_code == 200


@pytest.mark.parametrize("name", ["results", "results_sheet"])
def test_published_results_stay_inside_their_scope(
    name: str, published: Campaign, client_of: ClientOf
) -> None:
    page = reverse(f"surveys:{name}", args=[published.pk])
    found = {who: client_of(who).get(page).status_code for who in ("lanhdao.lucnam", "sonoivu")}
    assert found == {"lanhdao.lucnam": 200, "sonoivu": 200}
    assert client_of("canbo.trian").get(page).status_code == 404


def test_a_commune_sees_its_own_results_only(published: Campaign, client_of: ClientOf) -> None:
    client = client_of("lanhdao.lucnam")
    page = reverse("surveys:results", args=[published.pk])
    other = published.units.get(unit__code=BAC_GIANG)
    assert "Bắc Giang" not in client.get(page).content.decode()
    assert client.get(page, {"don_vi": other.pk}).status_code == 404
