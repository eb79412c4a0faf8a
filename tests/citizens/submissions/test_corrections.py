"""Who may strike a paper out or write it anew, and what goes along with it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from citizens.receptions.actions import hand_over
from citizens.submissions.actions import (
    carry_in,
    correct_sent_on,
    correct_submission,
    decide,
    end_settlement,
    suspend,
    void_submission,
)
from citizens.submissions.entries import DecisionEntry, EndEntry, PaperEntry
from citizens.submissions.kinds import (
    Competence,
    Condition,
    Round,
    SettlementEnd,
    Source,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import LegalTerm, Settlement, Submission
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import now
from portal.units.models import Organisation
from tests.citizens.submissions.conftest import MAN
from tests.shown import shown

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
Accept = Callable[..., None]
ON, DECIDED = date(2026, 11, 22), date(2026, 11, 20)
RIGHT = EndEntry(SettlementEnd.DECIDED, DECIDED, "9/QĐ-UBND", verdict=Verdict.RIGHT)


@pytest.fixture
def given(take: Take, lucnam: Scope, bacgiang: Scope) -> Submission:
    """A paper in the book of Lục Nam whose matter Bắc Giang holds."""
    paper = take()
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    hand_over(matter=paper.matter, to=to, on=DECIDED, reason="Thẩm quyền", by=lucnam, today=ON)
    return paper


@pytest.mark.parametrize("act", ["sua", "huy"])
def test_who_receives_a_matter_rewrites_no_row_of_another_book(
    client_of: Callable[[str], Client], given: Submission, act: str
) -> None:
    client = client_of("canbo.bacgiang")
    assert client.get(f"/don-thu/{given.pk}/{act}/").status_code == 404
    assert client.post(f"/don-thu/{given.pk}/{act}/", {"reason": "Nhầm"}).status_code == 404
    assert client.get(f"/don-thu/{given.pk}/xu-ly/").status_code == 404
    assert not Submission.objects.get().is_void


def test_who_gave_a_matter_still_corrects_the_own_row_and_strikes_out_none(
    client_of: Callable[[str], Client], given: Submission
) -> None:
    client, posted = client_of("canbo.lucnam"), {
        "received_on": "16/11/2026", "source": "post", "round": "first", "signatories": "1",
        "nguoi1-name": "Vi Thị Mận", "nguoi1-address": "Thôn Thượng",
    }  # fmt: skip
    page = client.get(f"/don-thu/{given.pk}/").content.decode()
    assert f"/don-thu/{given.pk}/sua/" in page
    assert f"/don-thu/{given.pk}/huy/" not in page
    correcting = f"/don-thu/{given.pk}/sua/"
    assert client.post(correcting, shown(client, correcting) | posted).status_code == 302
    assert given.petitioners.get().address == "Thôn Thượng"
    assert client.post(f"/don-thu/{given.pk}/huy/", {"reason": "Ghi nhầm"}).status_code == 404


def test_who_gave_a_matter_corrects_the_document_of_its_decision_and_no_more(
    client_of: Callable[[str], Client], given: Submission
) -> None:
    client, address = client_of("canbo.lucnam"), f"/don-thu/{given.pk}/xu-ly/"
    assert f'href="{address}"' in client.get(f"/don-thu/{given.pk}/").content.decode()
    assert "hướng xử lý và ngày xử lý giữ nguyên" in client.get(address).content.decode()
    posted = {"agency": "UBND phường Bắc Giang, tỉnh Bắc Ninh", "document_number": "22/PC-UBND",
              "document_on": "20/11/2026", "outcome": "accepted", "competence": "ours",
              "decided_on": "21/11/2026"}  # fmt: skip
    assert client.post(address, shown(client, address) | posted).status_code == 302
    given.refresh_from_db()
    assert (given.outcome, given.competence, given.decided_on) == ("forwarded", "others", DECIDED)
    assert (given.document_number, given.agency) == ("22/PC-UBND", posted["agency"])
    entry = Entry.objects.about(given).filter(act="submission.decide").latest("pk")
    assert entry.says == f"Xử lý đơn số {given}: cơ quan có thẩm quyền, số văn bản, ngày văn bản."


def test_the_action_too_keeps_what_was_decided_of_a_matter_given_away(
    given: Submission, lucnam: Scope
) -> None:
    given.refresh_from_db()
    other = DecisionEntry(Condition.MET, Competence.OTHERS, SubmissionOutcome.GUIDED, DECIDED,
                          agency=given.agency)  # fmt: skip
    with pytest.raises(ValidationError, match="không đổi được nữa"):
        correct_sent_on(submission=given, decision=other, by=lucnam, on=ON)
    given.refresh_from_db()
    assert given.outcome == SubmissionOutcome.FORWARDED


def again(paper: Submission, round_: Round) -> PaperEntry:
    return PaperEntry(paper.received_on, Source(paper.source), round=round_)


def test_a_round_that_is_corrected_moves_the_settlement_and_its_deadline(
    take: Take, accept: Accept, lucnam: Scope
) -> None:
    paper = take()
    accept(paper)
    correct_submission(submission=paper, paper=again(paper, Round.SECOND), people=[MAN],
                       by=lucnam, on=ON)  # fmt: skip
    moved = Settlement.objects.get()
    assert moved.round == Round.SECOND
    assert LegalTerm.objects.get(settlement=moved).rule != "kn-giai-quyet-30"
    assert Entry.objects.about(moved).filter(act="settlement.move").exists()


def test_a_round_of_a_settlement_that_has_ended_stays_and_the_page_says_why(
    client_of: Callable[[str], Client], take: Take, accept: Accept, lucnam: Scope
) -> None:
    paper = take()
    accept(paper)
    end_settlement(settlement=Settlement.objects.get(), entry=RIGHT, by=lucnam, on=ON)
    posted = {"received_on": "16/11/2026", "source": "post", "round": "second", "signatories": "1",
              "nguoi1-name": MAN.name, "nguoi1-address": MAN.address}  # fmt: skip
    client, address = client_of("canbo.lucnam"), f"/don-thu/{paper.pk}/sua/"
    page = client.post(address, shown(client, address) | posted)
    assert "đổi lần được nữa" in page.context["form"].errors["round"][0]
    assert Submission.objects.get().round == Settlement.objects.get().round == Round.FIRST


def test_a_second_complaint_is_carried_in_only_when_a_person_says_so(
    client_of: Callable[[str], Client], take: Take
) -> None:
    address = f"/don-thu/vu-viec/{take().matter_id}/giai-quyet-ton/"
    typed, client = {"round": "second", "accepted_on": "05/10/2026"}, client_of("canbo.lucnam")
    page = client.post(address, typed)
    assert "Luật Khiếu nại Điều 21" in page.context["form"].errors["round"][0]
    assert 'name="second_here"' in page.content.decode()
    assert client.post(address, typed | {"second_here": "on"}).status_code == 302
    assert Settlement.objects.get().round == Round.SECOND


def test_a_page_sent_without_what_it_had_shown_is_overtaken(
    client_of: Callable[[str], Client], take: Take
) -> None:
    address = f"/don-thu/{take().pk}/xu-ly/"
    page = client_of("canbo.lucnam").post(address, {"seen": "", "condition": "met"})
    assert page.status_code == 422
    assert "không rõ ông/bà đã xem bản nào" in page.content.decode()


def test_a_paper_struck_out_owes_nothing_and_its_history_says_what_went_along(
    client_of: Callable[[str], Client], take: Take, accept: Accept
) -> None:
    paper = take()
    accept(paper)
    client = client_of("canbo.lucnam")
    assert client.post(f"/don-thu/{paper.pk}/huy/", {"reason": "Ghi nhầm"}).status_code == 302
    assert not Settlement.objects.exists()
    assert not LegalTerm.objects.owed().exists()
    entry = Entry.objects.about(paper).get(act="submission.void")
    assert entry.values.changes["giải quyết"][0] == "lần đầu, thụ lý ngày 18/11/2026"


def test_a_paper_with_a_decision_is_not_struck_out_and_the_page_says_why(
    client_of: Callable[[str], Client], take: Take, accept: Accept, lucnam: Scope
) -> None:
    paper = take()
    accept(paper)
    end_settlement(settlement=Settlement.objects.get(), entry=RIGHT, by=lucnam, on=ON)
    page = client_of("canbo.lucnam").post(f"/don-thu/{paper.pk}/huy/", {"reason": "Ghi nhầm"})
    assert page.status_code == 422
    assert "đã kết thúc: không hủy đơn" in page.content.decode()
    assert not Submission.objects.get().is_void


def test_a_suspended_settlement_is_called_suspended_and_not_ended(
    take: Take, accept: Accept, lucnam: Scope
) -> None:
    paper = take()
    accept(paper)
    suspend(settlement=Settlement.objects.get(), starts_on=DECIDED, ends_on=None,
            document_number="4/QĐ", reason="Chờ giám định", by=lucnam, on=ON)  # fmt: skip
    with pytest.raises(ValidationError, match="tạm đình chỉ: không hủy đơn"):
        void_submission(submission=paper, reason="Ghi nhầm", by=lucnam, at=now())
    assert not Submission.objects.get().is_void


def test_a_settlement_that_others_began_stays_when_a_paper_is_struck_out(
    take: Take, accept: Accept, lucnam: Scope
) -> None:
    paper = take()
    carry_in(matter=paper.matter, round_=Round.FIRST, accepted_on=date(2026, 10, 5),
             accepted_document="", by=lucnam, on=ON)  # fmt: skip
    accept(paper)
    void_submission(submission=paper, reason="Ghi nhầm", by=lucnam, at=now())
    assert Settlement.objects.get().carried_over


def test_a_round_that_is_there_is_refused_beside_its_box(
    client_of: Callable[[str], Client], take: Take, accept: Accept
) -> None:
    paper = take()
    accept(paper)
    typed = {"round": "first", "accepted_on": "05/10/2026", "accepted_document": "3/TB-UBND"}
    page = client_of("canbo.lucnam").post(
        f"/don-thu/vu-viec/{paper.matter_id}/giai-quyet-ton/", typed
    )
    assert page.status_code == 422
    assert "Lần đầu của vụ việc này đã có, thụ lý ngày 18/11/2026." in page.content.decode()
    assert "3/TB-UBND" in page.content.decode()


def test_the_second_round_is_not_before_the_first(
    take: Take, accept: Accept, lucnam: Scope
) -> None:
    paper = take()
    accept(paper)
    with pytest.raises(ValidationError, match="Lần đầu thụ lý ngày 18/11/2026"):
        carry_in(matter=paper.matter, round_=Round.SECOND, accepted_on=date(2026, 10, 5),
                 accepted_document="", by=lucnam, on=ON)  # fmt: skip
    again = take(matter=paper.matter, round=Round.SECOND)
    early = DecisionEntry(
        Condition.MET, Competence.OURS, SubmissionOutcome.ACCEPTED, date(2026, 11, 17)
    )
    with pytest.raises(ValidationError, match="lần sau không thể trước đó"):
        decide(submission=again, decision=early, by=lucnam, on=ON)


def test_who_saves_second_is_told_what_the_first_decided(
    client_of: Callable[[str], Client], take: Take, accept: Accept
) -> None:
    paper, client = take(), client_of("canbo.lucnam")
    address = f"/don-thu/{paper.pk}/xu-ly/"
    seen = client.get(address).context["form"]["seen"].value()
    accept(paper)
    guided = {
        "seen": seen, "condition": "met", "competence": "others", "outcome": "guided",
        "agency": "Thanh tra tỉnh",
    }  # fmt: skip
    page = client.post(address, guided)
    assert page.status_code == 422
    assert "Hướng xử lý: “Thụ lý”" in page.content.decode()
