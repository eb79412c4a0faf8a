"""Opinions on a named official: read by the province's Front and by who appointed the official, nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from citizens.surveys.actions.ballots import close_batch, enter_ballot, open_batch
from citizens.surveys.actions.campaigns import close_campaign, open_campaign, publish_campaign
from citizens.surveys.actions.officials import name_official
from citizens.surveys.actions.releases import release_results
from citizens.surveys.exports import WORKBOOK
from citizens.surveys.figures import figures
from citizens.surveys.models import (
    Ballot,
    BallotBatch,
    Campaign,
    CampaignUnit,
    QuestionnaireVersion,
    Tally,
)
from citizens.surveys.rules.officials import heads_who_read
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import now
from portal.demo.cast import BAC_GIANG, LUC_NAM, organisation_at, person
from portal.exports.kinds import KINDS
from portal.figures import Period
from portal.jobs.run import JobFailure

from .conftest import ENDS, SATISFIED, STARTS, commune, enter_again

ON = date(2026, 11, 10)
Make = Callable[..., Campaign]


def ask(version: QuestionnaireVersion, by: Scope, *codes: str) -> Campaign:
    return open_campaign(
        version=version, title="Ý kiến về công chức một cửa", starts_on=STARTS, ends_on=ENDS,
        frame="officials", margin=Decimal("0.05"), units=[commune(code) for code in codes],
        communes_enter=True, by=by,
    )  # fmt: skip


@pytest.fixture
def make(version: QuestionnaireVersion, front: Scope) -> Make:
    """People in Lục Nam are asked about an official whom its People's Committee appointed; published."""

    def made(*, is_head: bool = False) -> Campaign:
        campaign = ask(version, front, LUC_NAM)
        row = campaign.units.get()
        committee = organisation_at(person("lanhdao.lucnam").seat)
        name_official(
            campaign_unit=row, name="Trần Thị Mơ", position="Công chức một cửa",
            appointer=committee, is_head=is_head, by=front,
        )  # fmt: skip
        batch = open_batch(campaign_unit=row, code="A", counted_by_hand=6, by=front)
        for _ in range(6):
            enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=front)
        enter_again(batch, by=replace(front, user_id=front.user_id + 1))
        close_batch(batch=batch, by=front, at=now())
        close_campaign(campaign=campaign, by=front)
        publish_campaign(campaign=campaign, by=front, on=ON)
        campaign.refresh_from_db()
        return campaign

    return made


def who_reads(campaign: Campaign, scopes: Callable[[str], Scope]) -> set[str]:
    people = [
        "mttq.tinh",
        "mttq.lucnam",
        "lanhdao.lucnam",
        "canbo.lucnam",
        "diaban.lucnam",
        "sonoivu",
    ]
    return {
        who
        for who in people
        if Campaign.objects.visible_to(scopes(who)).contains(campaign)
        or CampaignUnit.objects.visible_to(scopes(who)).in_campaign(campaign).exists()
        or Tally.objects.visible_to(scopes(who)).of_campaign(campaign).exists()
    }


def test_the_province_s_front_and_the_appointing_head_read(
    make: Make, scopes: Callable[[str], Scope]
) -> None:
    assert who_reads(make(), scopes) == {"mttq.tinh", "lanhdao.lucnam"}


def test_a_head_does_not_read_opinions_on_himself(
    make: Make, scopes: Callable[[str], Scope]
) -> None:
    assert who_reads(make(is_head=True), scopes) == {"mttq.tinh"}


def test_pages_keep_to_the_same_rule(make: Make, client_of: Callable[[str], Client]) -> None:
    campaign = make()
    for name in ("results", "results_sheet", "trend"):
        page = reverse(f"surveys:{name}", args=[campaign.pk])
        for who, status in {
            "mttq.tinh": 200, "lanhdao.lucnam": 200, "mttq.lucnam": 404, "canbo.lucnam": 404,
            "sonoivu": 404, "diaban.lucnam": 404,
        }.items():  # fmt: skip
            assert client_of(who).get(page).status_code == status, (name, who)


def test_the_front_of_the_commune_sees_no_ballot(make: Make, commune_front: Scope) -> None:
    make()
    assert not BallotBatch.objects.visible_to(commune_front).exists()
    assert not Ballot.objects.visible_to(commune_front).exists()


def test_only_the_province_asks_and_enters(
    version: QuestionnaireVersion, front: Scope, commune_front: Scope
) -> None:
    with pytest.raises(ValidationError, match="do Ủy ban MTTQ tỉnh tổ chức"):
        ask(version, commune_front, LUC_NAM)
    campaign = ask(version, front, LUC_NAM, BAC_GIANG)
    assert set(campaign.units.values_list("enterer", flat=True)) == {front.organisation_id}


def test_nothing_of_it_is_public_in_a_report_or_a_file(make: Make, front: Scope) -> None:
    campaign = make()
    with pytest.raises(ValidationError, match="không công khai"):
        release_results(campaign=campaign, by=front, on=ON)
    with pytest.raises(JobFailure):
        KINDS[WORKBOOK].make(front, QueryDict(f"dot={campaign.pk}&hat=a"), lambda *_: None)
    committee = organisation_at(person("canbo.lucnam").seat)
    found = figures(
        organisations=[committee.pk], period=Period(date(2025, 11, 16), date(2026, 11, 15))
    )
    assert {one.key: one.value for one in found}["surveys.ballots"] == 0


def test_the_record_holds_no_name(make: Make) -> None:
    make()
    entry = Entry.objects.get(act="campaign.name_official")
    assert "Mơ" not in entry.says


def test_who_is_asked_about_stays_once_ballots_are_in(make: Make, front: Scope) -> None:
    campaign = make()
    row = campaign.units.select_related("campaign", "official__appointer").get()
    with pytest.raises(ValidationError, match="Đã có phiếu về người này"):
        name_official(
            campaign_unit=row, name="Lê Văn Tý", position="Văn thư",
            appointer=row.official.appointer, is_head=False, by=front,
        )  # fmt: skip


def test_the_rule_is_dated() -> None:
    assert heads_who_read(date(2025, 6, 30)) == frozenset()
    assert heads_who_read(date(2025, 7, 1)) == {"commune_leader"}


def test_the_form_names_an_official(
    version: QuestionnaireVersion, front: Scope, client_of: Callable[[str], Client]
) -> None:
    campaign = ask(version, front, LUC_NAM)
    row = campaign.units.get()
    committee = organisation_at(person("lanhdao.lucnam").seat)
    client = client_of("mttq.tinh")
    page = reverse("surveys:official", args=[campaign.pk, row.pk])
    typed = {"name": "Trần Thị Mơ", "position": "Công chức một cửa", "appointer": committee.pk}
    assert client.post(page, typed | {"name": ""}).status_code == 422
    assert client.post(page, typed).status_code == 302
    listed = client.get(reverse("surveys:officials", args=[campaign.pk])).content.decode()
    assert "Trần Thị Mơ, Công chức một cửa" in listed
