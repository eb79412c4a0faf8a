"""The Front's pages: from a new campaign to published results, with and without JavaScript."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citizens.surveys.models import BallotBatch, Campaign, QuestionnaireVersion, SecondEntry
from portal.access import Scope
from portal.demo.cast import BAC_GIANG, LUC_NAM, TRI_AN
from tests.shown import shown

from .conftest import SATISFIED, OpenCampaign, commune

NEW = {
    "title": "Khảo sát mới", "starts_on": "01/10/2026", "ends_on": "31/10/2026",
    "frame": "households", "margin": "0.05", "enterer": "communes", "second_share": "10",
}  # fmt: skip
JSON = "application/json"


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("mttq.tinh")


@pytest.fixture
def entering(client_of: Callable[[str], Client]) -> Client:
    return client_of("mttq.lucnam")


def typed(
    batch: BallotBatch, answers: dict[str, str] = SATISFIED, key: object = None
) -> dict[str, str]:
    sheet = batch.campaign_unit.campaign.version.sheet
    cells = {f"c{item.place}": answers[item.code] for item in sheet}
    return cells | {"key": str(key or uuid4())}


def test_a_campaign_is_opened_over_picked_communes(
    client: Client, version: QuestionnaireVersion
) -> None:
    units = [commune(LUC_NAM).pk, commune(BAC_GIANG).pk]
    client.post("/khao-sat/moi/", NEW | {"version": version.pk, "units": units})
    campaign = Campaign.objects.get()
    assert {row.enterer.unit.code for row in campaign.units.all()} == {LUC_NAM, BAC_GIANG}


def test_a_campaign_over_the_province_asks_in_every_commune(
    client: Client, version: QuestionnaireVersion
) -> None:
    client.post("/khao-sat/moi/", NEW | {"version": version.pk, "everywhere": "on"})
    assert Campaign.objects.get().units.count() == 99


def test_the_front_of_a_commune_asks_its_own(
    entering: Client, version: QuestionnaireVersion
) -> None:
    entering.post("/khao-sat/moi/", NEW | {"version": version.pk})
    assert [row.unit.code for row in Campaign.objects.get().units.all()] == [LUC_NAM]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"starts_on": "31/02/2026"}, "Không có ngày 31/02/2026 trong lịch."),
        ({"ends_on": "30/09/2026"}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"title": ""}, "id_title_error"),
        ({"units": []}, "Hãy chọn ít nhất một đơn vị."),
    ],
)
def test_a_wrong_campaign_says_so_and_loses_nothing(
    wrong: dict[str, object], says: str, client: Client, version: QuestionnaireVersion
) -> None:
    sent = NEW | {"version": version.pk, "units": [commune(LUC_NAM).pk]} | wrong
    answer = client.post("/khao-sat/moi/", sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert NEW["ends_on" if "ends_on" not in wrong else "starts_on"] in answer.content.decode()


def test_a_unit_of_another_province_cannot_be_picked(
    client: Client, version: QuestionnaireVersion
) -> None:
    sent = NEW | {"version": version.pk, "units": [commune(TRI_AN).pk]}
    answer = client.post("/khao-sat/moi/", sent)
    assert "không thuộc phạm vi" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_a_unit_that_ended_before_the_campaign_is_refused(
    client: Client, version: QuestionnaireVersion
) -> None:
    sent = NEW | {"version": version.pk, "units": [commune(LUC_NAM).pk], "starts_on": "01/10/2024"}
    answer = client.post("/khao-sat/moi/", sent)
    assert "Đã kết thúc hoặc chưa có vào ngày 01/10/2024" in answer.content.decode()


def test_the_frame_gives_the_sample_to_reach(
    client: Client, open_over: OpenCampaign, front: Scope
) -> None:
    campaign = open_over(LUC_NAM, by=front)
    row = campaign.units.get()
    frame = reverse("surveys:frame", args=[campaign.pk])
    client.post(frame, shown(client, frame) | {f"n{row.pk}": "4.000"})
    row.refresh_from_db()
    assert (row.size, row.target) == (4000, 364)
    page = client.get(campaign.get_absolute_url()).content.decode()
    assert "cần 364, đã có 0" in page


@pytest.mark.parametrize("wrong", ["0", "-3", "nhiều"])
def test_a_frame_of_nobody_is_refused(
    wrong: str, client: Client, open_over: OpenCampaign, front: Scope
) -> None:
    campaign = open_over(LUC_NAM, by=front)
    frame = reverse("surveys:frame", args=[campaign.pk])
    answer = client.post(frame, shown(client, frame) | {f"n{campaign.units.get().pk}": wrong})
    assert answer.status_code == 422
    assert f"n{campaign.units.get().pk}" in answer.context["form"].errors


def test_a_ballot_is_posted_without_javascript(entering: Client, batch: BallotBatch) -> None:
    answer = entering.post(batch.get_absolute_url(), typed(batch))
    assert (answer.status_code, answer["Location"]) == (302, batch.get_absolute_url())
    assert "Sửa phiếu 1" in entering.get(batch.get_absolute_url()).content.decode()


def test_a_double_post_of_the_form_makes_one_ballot(entering: Client, batch: BallotBatch) -> None:
    sent = typed(batch)
    answers = [
        entering.post(batch.get_absolute_url(), sent, headers={"accept": JSON}) for _ in "ab"
    ]
    assert [answer.json()["ordinal"] for answer in answers] == [1, 1]
    assert batch.ballots.count() == 1


def test_a_wrong_ballot_comes_back_with_what_was_typed(
    entering: Client, batch: BallotBatch
) -> None:
    answer = entering.post(batch.get_absolute_url(), typed(batch, SATISFIED | {"4": "9", "2": "6"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không có phương án 9" in page
    assert 'value="6"' in page


def test_the_script_is_told_which_question_is_wrong(entering: Client, batch: BallotBatch) -> None:
    sent = typed(batch, SATISFIED | {"4": "9"})
    answer = entering.post(batch.get_absolute_url(), sent, headers={"accept": JSON})
    assert answer.status_code == 422
    assert answer.json()["errors"].keys() == {"4"}


def test_closing_too_early_says_what_is_missing(entering: Client, batch: BallotBatch) -> None:
    page = reverse("surveys:batch_close", args=[batch.campaign_unit.campaign_id, batch.pk])
    answer = entering.post(page)
    assert answer.status_code == 422
    assert "còn thiếu 3 phiếu" in answer.content.decode()


def test_a_batch_code_used_twice_is_said_beside_the_form(
    entering: Client, batch: BallotBatch
) -> None:
    row = batch.campaign_unit
    answer = entering.post(
        reverse("surveys:batches", args=[row.campaign_id]),
        {"campaign_unit": row.pk, "code": "a01", "counted_by_hand": "25"},
    )
    assert answer.status_code == 422
    assert "Đơn vị đã có tập phiếu mang mã này." in answer.content.decode()
    assert 'value="25"' in answer.content.decode()


def test_an_evening_ends_in_published_results(
    client: Client, entering: Client, batch: BallotBatch
) -> None:
    campaign = batch.campaign_unit.campaign
    for _ in range(3):
        entering.post(batch.get_absolute_url(), typed(batch))
    client.post(reverse("surveys:second", args=[campaign.pk, batch.pk]))
    again = SecondEntry.objects.in_batch(batch).get().ballot.ordinal
    client.post(reverse("surveys:second_entry", args=[campaign.pk, batch.pk, again]), typed(batch))
    entering.post(reverse("surveys:batch_close", args=[campaign.pk, batch.pk]))
    client.post(reverse("surveys:campaign_close", args=[campaign.pk]))
    client.post(reverse("surveys:campaign_publish", args=[campaign.pk]))
    campaign.refresh_from_db()
    assert campaign.is_published
    assert client.get(reverse("surveys:results", args=[campaign.pk])).status_code == 200


@pytest.mark.parametrize("page", ["/khao-sat/", "/khao-sat/phieu/"])
def test_lists_take_a_fixed_number_of_queries(
    page: str, client: Client, open_over: OpenCampaign, front: Scope
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(page).status_code == 200
        return len(caught)

    for number in range(2):
        open_over(LUC_NAM, by=front, title=f"Đợt {number}")
    few = queries()
    for number in range(2, 20):
        open_over(LUC_NAM, BAC_GIANG, by=front, title=f"Đợt {number}")
    assert queries() == few


def test_the_grid_takes_as_many_queries_for_twenty_ballots_as_for_two(
    entering: Client, batch: BallotBatch
) -> None:
    def queries(ballots: int) -> int:
        for _ in range(ballots):
            entering.post(batch.get_absolute_url(), typed(batch))
        with CaptureQueriesContext(connection) as caught:
            entering.get(batch.get_absolute_url())
        return len(caught)

    assert queries(2) == queries(18)
