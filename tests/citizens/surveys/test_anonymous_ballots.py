"""Ballots that leave the house tell nobody: not by order, not by a rare age, not beside the results page."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from citizens.surveys.actions.ballots import close_batch, enter_ballot, open_batch
from citizens.surveys.actions.campaigns import close_campaign
from citizens.surveys.exports import TABLES, WORKBOOK
from citizens.surveys.figures.anonymous import HIDDEN, POOL, AnonymousBallots
from citizens.surveys.figures.results import results
from citizens.surveys.models import Ballot, Campaign
from citizens.surveys.querysets import EVERY_UNIT
from citizens.surveys.rules.ballots import unpack
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import now
from portal.demo.cast import BAC_GIANG, LUC_NAM
from portal.exports.kinds import KINDS
from portal.jobs.run import JobFailure

from .conftest import SATISFIED, UNHAPPY, FillBatch, OpenCampaign, enter_again

AGE = {"1.1": "4"}  # over sixty


def enter(
    campaign: Campaign, code: str, papers: Iterable[dict[str, str]], by: Scope, again: Scope
) -> None:
    papers = list(papers)
    row = campaign.units.get(unit__code=code)
    batch = open_batch(campaign_unit=row, code="A", counted_by_hand=len(papers), by=by)
    for typed in papers:
        enter_ballot(batch=batch, typed=typed, key=uuid4(), by=by)
    enter_again(batch, by=again)
    close_batch(batch=batch, by=by, at=now())


@pytest.fixture
def campaign(open_over: OpenCampaign, front: Scope, commune_front: Scope) -> Campaign:
    """Lục Nam: 12 people, 2 of them over sixty and 6 unhappy; Bắc Giang: 9."""
    made = open_over(LUC_NAM, BAC_GIANG, by=front)
    old = [SATISFIED | AGE] * 2
    enter(made, LUC_NAM, [*old, *[SATISFIED] * 4, *[UNHAPPY] * 6], front, commune_front)
    enter(made, BAC_GIANG, [SATISFIED] * 9, front, commune_front)
    close_campaign(campaign=made, by=front)
    return made


def asked(campaign: Campaign, seed: str = "hat") -> QueryDict:
    return QueryDict(f"dot={campaign.pk}&hat={seed}")


def test_every_ballot_stands_once_in_an_order_of_its_own(campaign: Campaign) -> None:
    one, other = AnonymousBallots(campaign, "a"), AnonymousBallots(campaign, "b")
    rows = list(one)
    assert [row[0] for row in rows] == list(range(1, 22))
    assert list(AnonymousBallots(campaign, "a")) == rows
    assert one._order != other._order != sorted(other._order)
    assert sorted(one._order) == sorted(Ballot.objects.values_list("pk", flat=True))


def test_rare_people_are_hidden_with_the_next_smallest_group(campaign: Campaign) -> None:
    ballots = AnonymousBallots(campaign, "a")
    place = 2 + next(n for n, item in enumerate(ballots.sheet) if item.code == "1.1")
    ages = defaultdict(Counter)  # type: ignore[var-annotated]
    for row in ballots:
        ages[row[1]][row[place]] += 1
    assert ages["Phường Lục Nam"] == {HIDDEN: 12}  # 2 alone would follow from 12 − 10
    assert ages["Phường Bắc Giang"] == {2: 9}


def test_the_file_shows_by_commune_what_the_results_page_shows(campaign: Campaign) -> None:
    ballots = AnonymousBallots(campaign, "a")
    rows = list(ballots)
    for unit in campaign.units.all():
        page = results(campaign, seen=EVERY_UNIT, chosen=unit.pk)
        own = [row for row in rows if row[1] == unit.unit.full_name]
        for place, one in enumerate(page.questions, start=2):
            if not one.is_shown:
                assert {row[place] for row in own} <= {HIDDEN, ""}
            elif one.item.judges:
                counted = Counter(row[place] for row in own)
                assert {o.choice.number: o.count for o in one.options if o.count} == {
                    value: times for value, times in counted.items() if value
                }


def test_small_communes_are_one_group(
    open_over: OpenCampaign, fill: FillBatch, front: Scope
) -> None:
    made = open_over(LUC_NAM, BAC_GIANG, by=front)
    fill(made, LUC_NAM, happy=3, by=front)
    fill(made, BAC_GIANG, happy=9, by=front)
    rows = list(AnonymousBallots(made, "a"))
    assert {row[1] for row in rows} == {POOL}
    assert {row[2] for row in rows} == {HIDDEN}


def test_words_and_keys_stay_in_the_house(campaign: Campaign, front: Scope) -> None:
    content, _ = KINDS[TABLES].make(front, asked(campaign), lambda *_: None)
    with ZipFile(BytesIO(content)) as package:
        assert package.namelist() == ["Phiếu.csv", "Bộ mã.csv", "Quy tắc.csv"]
        text = package.read("Phiếu.csv").decode("utf-8-sig")
    assert len(text.splitlines()) == 22
    for ballot in Ballot.objects.all():
        assert str(ballot.key) not in text
        assert len(unpack(ballot.answers)) + 2 == text.splitlines()[0].count(",") + 1


def test_the_workbook_carries_its_codebook_and_the_act_is_recorded(
    campaign: Campaign, front: Scope
) -> None:
    kind = KINDS[WORKBOOK]
    content, rows = kind.make(front, asked(campaign, "5eed"), lambda *_: None)
    book = load_workbook(BytesIO(content), read_only=True)
    assert book.sheetnames == ["Phiếu", "Bộ mã", "Quy tắc"]
    meanings = [row[3] for row in book["Bộ mã"].iter_rows(values_only=True)]
    assert "Có (chưa tốt)" in meanings
    assert kind.noted is not None
    kind.noted(front, asked(campaign, "5eed"), rows)
    entry = Entry.objects.latest("pk")
    assert (entry.act, "5eed" in entry.says) == ("campaign.ballots_out", True)


@pytest.mark.parametrize("who", ["lanhdao.lucnam", "sonoivu", "mttq.lucnam"])
def test_nobody_but_the_organiser_takes_ballots_out(
    who: str, campaign: Campaign, scopes: Callable[[str], Scope], client_of: Callable[[str], Client]
) -> None:
    with pytest.raises(JobFailure, match="Chỉ Ủy ban MTTQ tổ chức"):
        KINDS[WORKBOOK].make(scopes(who), asked(campaign), lambda *_: None)
    page = reverse("surveys:ballots_out", args=[campaign.pk])
    assert client_of(who).get(page).status_code in (403, 404)


def test_nothing_goes_out_while_ballots_come_in(open_over: OpenCampaign, front: Scope) -> None:
    with pytest.raises(JobFailure, match="khi đợt đã khóa"):
        KINDS[WORKBOOK].make(front, asked(open_over(LUC_NAM, by=front)), lambda *_: None)


def test_the_page_offers_both_files(campaign: Campaign, client_of: Callable[[str], Client]) -> None:
    page = client_of("mttq.tinh").get(reverse("surveys:ballots_out", args=[campaign.pk]))
    assert page.content.decode().count(reverse("exports:ask")) == 2
