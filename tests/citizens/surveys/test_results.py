"""Results: counted from tallies, small groups hidden, the same on the page, in the sheet and the report."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from citizens.surveys.actions.campaigns import close_campaign, publish_campaign
from citizens.surveys.figures import figures
from citizens.surveys.figures.results import Results, results
from citizens.surveys.models import Campaign
from citizens.surveys.rules.disclosure import Hidden
from portal.access import Scope
from portal.demo.cast import BAC_GIANG, LUC_NAM, organisation_at, person
from portal.figures import Figure, Period
from portal.units.models import AdministrativeUnit

from .conftest import STARTS, FillBatch, OpenCampaign

YEAR = Period(date(2025, 11, 16), date(2026, 11, 15))


def of(campaign: Campaign, code: str = "") -> Results:
    chosen = campaign.units.get(unit__code=code).pk if code else None
    return results(campaign, seen=Q(pk__isnull=False), chosen=chosen)


def yearly(username: str, period: Period = YEAR) -> dict[str, Figure]:
    place = organisation_at(person(username).seat)
    return {one.key: one for one in figures(organisations=[place.pk], period=period)}


def test_the_index_is_the_share_of_good_answers(published: Campaign) -> None:
    share = of(published, LUC_NAM).overall
    assert share is not None
    assert (share.good, share.valid, share.people, share.percent) == (40, 50, 10, Decimal(80))
    assert [round(bound, 2) for bound in (share.low, share.high)] == [
        Decimal("49.02"),
        Decimal("94.33"),
    ]


def test_each_question_is_distributed_over_those_who_answered(published: Campaign) -> None:
    by_code = {one.item.code: one for one in of(published).questions}
    assert [(o.count, round(o.percent, 2)) for o in by_code["4"].options] == [
        (14, Decimal("87.50")), (0, Decimal(0)), (2, Decimal("12.50")),
    ]  # fmt: skip
    assert by_code["8"].answered == 16


def test_a_question_that_few_answered_is_hidden(published: Campaign) -> None:
    by_code = {one.item.code: one for one in of(published).questions}
    assert not by_code["3.1"].is_shown
    assert by_code["3.1"].options == []


def test_a_small_commune_is_hidden_with_a_second_one(
    open_over: OpenCampaign, fill: FillBatch, front: Scope
) -> None:
    campaign = open_over(LUC_NAM, BAC_GIANG, by=front)
    fill(campaign, LUC_NAM, happy=3, by=front)
    fill(campaign, BAC_GIANG, happy=9, by=front)
    found = of(campaign)
    hidden = {one.row.code: one.hidden for one in found.units}
    assert hidden == {LUC_NAM: Hidden.SMALL, BAC_GIANG: Hidden.COMPLEMENT}
    assert found.overall is not None
    assert of(campaign, LUC_NAM).overall is None
    assert not any(one.is_shown for one in of(campaign, BAC_GIANG).questions)


def test_open_batches_do_not_count(open_over: OpenCampaign, front: Scope) -> None:
    assert of(open_over(LUC_NAM, by=front)).ballots == 0


def test_the_sheet_says_what_the_page_says(
    published: Campaign, client_of: Callable[[str], Client]
) -> None:
    page = reverse("surveys:results_sheet", args=[published.pk])
    book = load_workbook(BytesIO(client_of("mttq.tinh").get(page).content))
    assert book.sheetnames == ["Thông tin", "Phân bố", "Theo đơn vị"]
    rows = {row[1]: row[2:5] for row in book["Theo đơn vị"].iter_rows(values_only=True)}
    assert rows["Phường Lục Nam"] == (10, None, 80)


def test_a_title_that_looks_like_a_formula_is_text_in_the_sheet(
    open_over: OpenCampaign, front: Scope, client_of: Callable[[str], Client]
) -> None:
    campaign = open_over(LUC_NAM, by=front, title='=HYPERLINK("http://xau")')
    page = reverse("surveys:results_sheet", args=[campaign.pk])
    cell = load_workbook(BytesIO(client_of("mttq.tinh").get(page).content))["Thông tin"]["B2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://xau")')


def test_the_report_takes_the_published_figures(published: Campaign) -> None:
    found = yearly("canbo.lucnam")
    assert found["surveys.ballots"].value == 10
    assert found["surveys.index"].value == Decimal("80.00")
    assert found["surveys.index_low"].value == Decimal("49.02")
    assert "đã công bố 10/11/2026" in found["surveys.index"].note


def test_a_figure_opens_the_rows_it_counts(
    published: Campaign, client_of: Callable[[str], Client]
) -> None:
    client = client_of("canbo.lucnam")
    for figure in yearly("canbo.lucnam").values():
        assert published.title in client.get(figure.href).content.decode(), figure


def test_the_report_does_not_tell_what_is_not_published(
    open_over: OpenCampaign, fill: FillBatch, front: Scope
) -> None:
    campaign = open_over(LUC_NAM, by=front)
    fill(campaign, LUC_NAM, happy=9, by=front)
    close_campaign(campaign=campaign, by=front)
    found = yearly("canbo.lucnam")
    assert (found["surveys.ballots"].value, found["surveys.index"].value) == (0, None)
    assert found["surveys.index"].note == "Đã khảo sát, chưa công bố kết quả"


def test_a_campaign_of_another_period_is_not_in_the_report(published: Campaign) -> None:
    found = yearly("canbo.lucnam", Period(date(2024, 11, 16), date(2025, 11, 15)))
    assert found["surveys.campaigns"].value == 0


@pytest.mark.parametrize("who", ["mttq.tinh", "sonoivu"])
def test_results_take_as_many_queries_for_twenty_communes_as_for_two(
    who: str, open_over: OpenCampaign, fill: FillBatch, front: Scope,
    client_of: Callable[[str], Client],
) -> None:  # fmt: skip
    client = client_of(who)

    def queries(count: int) -> int:
        codes = AdministrativeUnit.objects.communes().on(STARTS).filter(parent__code="24")
        campaign = open_over(
            *codes.values_list("code", flat=True)[:count], by=front, title=f"Hỏi {count} xã"
        )
        for row in campaign.units.select_related("unit"):
            fill(campaign, row.unit.code, happy=5, by=front)
        close_campaign(campaign=campaign, by=front)
        publish_campaign(campaign=campaign, by=front, on=date(2026, 11, 10))
        page = reverse("surveys:results", args=[campaign.pk])
        client.get(page)
        with CaptureQueriesContext(connection) as caught:
            found = client.get(page).context["results"]
        assert [one.share is not None for one in found.units] == [True] * count
        return len(caught)

    assert queries(20) == queries(2)


def test_paper_and_web_are_told_apart(
    published: Campaign, client_of: Callable[[str], Client]
) -> None:
    published.units.get(unit__code=LUC_NAM).batches.update(mode="web")
    found = of(published)
    assert (found.on_paper, found.on_web) == (6, 10)
    assert of(published, BAC_GIANG).on_web == 0
    page = client_of("mttq.tinh").get(reverse("surveys:results", args=[published.pk]))
    assert "phiếu giấy 6, qua mạng 10" in page.content.decode()
    assert yearly("canbo.lucnam")["surveys.ballots"].note == "phiếu giấy 0, qua mạng 10"
