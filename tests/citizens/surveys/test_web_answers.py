"""Answering on the web: a code once, nothing that ties it to a ballot, wrong codes limited."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from citizens.surveys.actions.ballots import (
    close_batch,
    correct_ballot,
    enter_ballot,
    reopen_batch,
)
from citizens.surveys.actions.web import give_ballot, issue_codes, revoke_codes
from citizens.surveys.models import AnswerCode, Ballot, BallotBatch, CampaignUnit, CodeIssue
from citizens.surveys.rules.ballots import unpack
from portal.access import Scope
from portal.audit.models import Entry, Values
from portal.calendar.clock import now, today
from portal.demo.cast import LUC_NAM
from portal.limits.policy import ANSWER_CODE

from .conftest import SATISFIED, UNHAPPY, OpenCampaign

Issued = tuple[CodeIssue, list[str]]


@pytest.fixture
def asked(open_over: OpenCampaign, front: Scope) -> CampaignUnit:
    return open_over(LUC_NAM, by=front).units.get()


def issue(asked: CampaignUnit, by: Scope, count: int = 10, days: int = 30) -> Issued:
    on = today()
    return issue_codes(
        campaign_unit=asked, count=count, expires_on=on + timedelta(days=days), key=uuid4(), by=by,
        on=on,
    )  # fmt: skip


@pytest.fixture
def codes(asked: CampaignUnit, commune_front: Scope) -> list[str]:
    return issue(asked, commune_front)[1]


@pytest.fixture
def citizen() -> Client:
    return Client()


def answers(asked: CampaignUnit, code: str, typed: dict[str, str] = SATISFIED) -> dict[str, str]:
    sheet = asked.campaign.version.sheet
    return {f"c{item.place}": typed[item.code] for item in sheet if typed[item.code]} | {"ma": code}


def test_a_code_gives_one_ballot_and_says_so_the_second_time(
    citizen: Client, asked: CampaignUnit, codes: list[str]
) -> None:
    page = citizen.post(reverse("surveys:code"), {"ma": codes[0].lower()})
    assert "Khảo sát đánh giá công chức một cửa" in page.content.decode()
    sent = citizen.post(reverse("surveys:give"), answers(asked, codes[0]))
    assert sent["Location"] == reverse("surveys:thanks")
    again = citizen.post(reverse("surveys:give"), answers(asked, codes[0], UNHAPPY))
    assert "Mã này đã được dùng" in again.content.decode()
    batch = BallotBatch.objects.get()
    assert (batch.mode, batch.entered, batch.counted_by_hand) == ("web", 1, 1)


def test_only_digests_are_kept_and_no_time_of_use(codes: list[str], asked: CampaignUnit) -> None:
    give_ballot(code=codes[0], typed=SATISFIED, on=today())
    assert not AnswerCode.objects.filter(digest__in=codes).exists()
    assert {field.name for field in AnswerCode._meta.fields} == {"id", "issue", "digest", "spent"}
    ballot = Ballot.objects.get()
    assert (ballot.at.astimezone().minute, ballot.entered_by_id) == (0, 0)
    told = str(list(Entry.objects.values_list("says", flat=True)))
    assert not any(code in told for code in codes)
    assert not Values.objects.filter(entry__act="batch.open").exists()


def test_neither_row_nor_ordinal_tells_who_came_when(
    asked: CampaignUnit, commune_front: Scope
) -> None:
    """The first citizens' answers land anywhere: five unhappy ones first, 35 content after.

    That chance leaves the five in front happens once in 658,008 times.
    """
    _, codes = issue(asked, commune_front, count=40)
    for code, typed in zip(codes, [UNHAPPY] * 5 + [SATISFIED] * 35, strict=True):
        give_ballot(code=code, typed=typed, on=today())
    said = [unpack(one.answers)[3] for one in Ballot.objects.order_by("pk")]
    places = {place for place, answer in enumerate(said) if answer == 3}
    assert (len(said), len(places)) == (40, 5)
    assert places != set(range(5))


def test_wrong_answers_spend_nothing(
    citizen: Client, asked: CampaignUnit, codes: list[str]
) -> None:
    wrong = answers(asked, codes[0]) | {"c4": "1"}  # the branch of question 3 is closed
    page = citizen.post(reverse("surveys:give"), wrong)
    assert page.status_code == 422
    assert "Chỉ trả lời khi câu 3 chọn 3" in page.content.decode()
    assert not AnswerCode.objects.filter(spent=True).exists()
    assert not Ballot.objects.exists()


def test_that_a_question_may_stay_empty_is_said_once(
    citizen: Client, asked: CampaignUnit, codes: list[str]
) -> None:
    page = citizen.post(reverse("surveys:code"), {"ma": codes[0]}).content.decode()
    assert page.count("Câu nào không muốn trả lời thì để trống.") == 1
    assert "(không bắt buộc)" not in page


def test_an_answer_that_was_ticked_can_be_taken_back(
    citizen: Client, asked: CampaignUnit, codes: list[str]
) -> None:
    page = citizen.post(reverse("surveys:code"), {"ma": codes[0]}).content.decode()
    assert page.count('type="radio" name="c4" value=""') == 1
    taken_back = answers(asked, codes[0]) | {"c4": ""}
    assert citizen.post(reverse("surveys:give"), taken_back).status_code == 302
    assert unpack(Ballot.objects.get().answers)[3] == 1


def test_what_is_left_open_is_a_blank(
    citizen: Client, asked: CampaignUnit, codes: list[str]
) -> None:
    citizen.post(reverse("surveys:give"), {"ma": codes[0], "c3": "3"})
    assert unpack(Ballot.objects.get().answers)[:6] == [0, 0, 0, 3, 0, 0]


def test_a_code_of_yesterday_or_taken_back_or_of_a_closed_campaign_says_why(
    asked: CampaignUnit, commune_front: Scope
) -> None:
    old, codes = issue(asked, commune_front, days=0)
    with pytest.raises(ValidationError, match="đã hết hạn"):
        give_ballot(code=codes[0], typed=SATISFIED, on=today() + timedelta(days=1))
    revoke_codes(issue=old, by=commune_front, on=today())
    with pytest.raises(ValidationError, match="đã bị thu hồi"):
        give_ballot(code=codes[0], typed=SATISFIED, on=today())


def test_a_used_code_is_no_wrong_guess(
    citizen: Client, asked: CampaignUnit, codes: list[str]
) -> None:
    give_ballot(code=codes[0], typed=SATISFIED, on=today())
    for _ in range(ANSWER_CODE.most + 2):
        page = citizen.post(reverse("surveys:code"), {"ma": codes[0]})
    assert "Mã này đã được dùng" in page.content.decode()


def test_wrong_codes_on_a_tablet_keep_no_right_one_out(
    citizen: Client, asked: CampaignUnit, codes: list[str]
) -> None:
    with time_machine.travel(now(), tick=False):
        for _ in range(ANSWER_CODE.most):
            assert citizen.post(reverse("surveys:code"), {"ma": "22222-22222"}).status_code == 422
        wrong = citizen.post(reverse("surveys:code"), {"ma": "22222-22222"})
        assert wrong.status_code == 429
        assert "Mã đúng vẫn mở được ngay" in wrong.content.decode()
        assert citizen.post(reverse("surveys:code"), {"ma": codes[0]}).status_code == 200
        sent = citizen.post(reverse("surveys:give"), answers(asked, codes[0]))
        assert sent["Location"] == reverse("surveys:thanks")


def test_nobody_enters_or_corrects_a_web_ballot(
    asked: CampaignUnit, codes: list[str], commune_front: Scope
) -> None:
    give_ballot(code=codes[0], typed=SATISFIED, on=today())
    batch = BallotBatch.objects.get()
    with pytest.raises(ValidationError, match="không ai nhập hay sửa được"):
        enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=commune_front)
    with pytest.raises(ValidationError, match="không ai nhập hay sửa được"):
        correct_ballot(ballot=batch.ballots.get(), typed=UNHAPPY, by=commune_front)
    close_batch(batch=batch, by=commune_front, at=now())
    give_ballot(code=codes[1], typed=SATISFIED, on=today())
    assert BallotBatch.objects.count() == 2  # the closed one stays as it was counted
    reopen_batch(batch=batch, reason="đóng sớm", by=commune_front)


def test_the_front_issues_slips_once_and_sees_how_many_were_used(
    client_of: Callable[[str], Client], asked: CampaignUnit
) -> None:
    client, page = client_of("mttq.lucnam"), reverse("surveys:codes", args=[asked.campaign_id])
    sent = {
        "campaign_unit": asked.pk, "count": "12", "expires_on": "31/12/2099", "key": str(uuid4()),
    }  # fmt: skip
    slips = client.post(page, sent)
    assert slips["Content-Type"] == "application/pdf"
    assert slips.content.startswith(b"%PDF")
    again = client.post(page, sent)
    assert "mã chỉ in được một lần" in again.content.decode()
    assert AnswerCode.objects.count() == 12
    few = client.post(page, sent | {"key": str(uuid4()), "count": "3"})
    assert few.status_code == 422


def test_slips_carry_the_codes_that_were_issued(
    client_of: Callable[[str], Client], asked: CampaignUnit
) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    page = reverse("surveys:codes", args=[asked.campaign_id])
    sent = {
        "campaign_unit": asked.pk, "count": "10", "expires_on": "31/12/2099", "key": str(uuid4()),
    }  # fmt: skip
    slips = client_of("mttq.lucnam").post(page, sent).content
    text = "".join(each.extract_text() for each in PdfReader(BytesIO(slips)).pages)
    found = re.findall(r"[2-9A-Z]{5}-[2-9A-Z]{5}", text)
    assert len(set(found)) == 10
    give_ballot(code=found[0], typed=SATISFIED, on=today())
