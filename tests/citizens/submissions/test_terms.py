"""Legal deadlines as rows: begun, done, suspended, moved by a new day off, told on the start page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from citizens.receptions.actions import hand_over, reclassify
from citizens.receptions.kinds import Field, MatterKind
from citizens.submissions.actions import (
    decide,
    end_settlement,
    resume,
    set_term,
    suspend,
    void_submission,
)
from citizens.submissions.entries import DecisionEntry, EndEntry
from citizens.submissions.kinds import (
    Competence,
    Condition,
    SettlementEnd,
    Source,
    Step,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import LegalTerm, Settlement, Submission
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.actions import add_day_off
from portal.calendar.clock import now
from portal.calendar.rules import DayKind
from portal.feed.deadlines import deadlines_of
from portal.notices.models import Notice

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
Accept = Callable[..., None]
ON, CAME = date(2026, 11, 22), date(2026, 11, 16)


def terms() -> dict[str, tuple[date, date | None]]:
    return {one.step: (one.due_on, one.done_on) for one in LegalTerm.objects.all()}


def test_a_complaint_is_to_be_accepted_in_seven_working_days(take: Take) -> None:
    take()
    # Monday 16/11/2026; Tuesday 24/11 is a day off from 2026.
    assert terms() == {"accept": (date(2026, 11, 26), None)}


def test_a_complaint_of_before_july_2026_has_ten_days(take: Take) -> None:
    take(received_on=date(2026, 6, 29))
    assert terms() == {"accept": (date(2026, 7, 9), None)}


def test_acceptance_ends_one_deadline_and_begins_the_next(take: Take, accept: Accept) -> None:
    accept(take())
    # 30 days from 18/11 end on Friday 18/12/2026.
    assert terms() == {
        "accept": (date(2026, 11, 26), date(2026, 11, 18)),
        "settle": (date(2026, 12, 18), None),
    }


def test_a_refusal_is_to_be_written_in_three_working_days(take: Take, lucnam: Scope) -> None:
    paper = take()
    refused = DecisionEntry(
        Condition.MET, Competence.OURS, SubmissionOutcome.REFUSED, date(2026, 11, 19),
        reason="Hết thời hiệu",
    )  # fmt: skip
    decide(submission=paper, decision=refused, by=lucnam, on=ON)
    # Thursday 19/11: Fri 20, Mon 23, (24 off) Wed 25.
    assert terms()["refusal"] == (date(2026, 11, 25), None)


def test_a_denunciation_of_others_is_forwarded_in_five_working_days(
    take: Take, lucnam: Scope
) -> None:
    paper = take(kind=MatterKind.DENUNCIATION)
    theirs = DecisionEntry(Condition.MET, Competence.OTHERS)
    decide(submission=paper, decision=theirs, by=lucnam, on=ON)
    assert terms() == {"forward": (date(2026, 11, 23), None)}


def test_a_void_paper_owes_nothing(take: Take, lucnam: Scope) -> None:
    void_submission(submission=take(), reason="Ghi nhầm", by=lucnam, at=now())
    assert not LegalTerm.objects.owed().exists()


def test_another_kind_has_other_deadlines(take: Take, lucnam: Scope) -> None:
    paper = take()
    reclassify(matter=paper.matter, kind=MatterKind.REFLECTION, field=Field.OTHER,
               summary="Phản ánh", by=lucnam)  # fmt: skip
    assert list(terms()) == ["examine"]


def test_complex_and_remote_make_it_longer(take: Take, accept: Accept, lucnam: Scope) -> None:
    accept(take())
    settlement = Settlement.objects.get()
    set_term(settlement=settlement, is_complex=True, is_remote=True, extensions=0, by=lucnam)
    # Sixty days from 18/11/2026 end on Sunday 17/1/2027, and so on Monday.
    assert terms()["settle"][0] == date(2027, 1, 18)
    with pytest.raises(ValidationError, match="Chỉ tố cáo gia hạn"):
        set_term(settlement=settlement, is_complex=True, is_remote=False, extensions=1, by=lucnam)


def test_a_suspended_settlement_stands_still_and_goes_on(
    take: Take, accept: Accept, lucnam: Scope
) -> None:
    accept(take(received_on=date(2026, 9, 7)), day=date(2026, 9, 10))
    settlement = Settlement.objects.get()
    assert terms()["settle"][0] == date(2026, 10, 12)  # the tenth is a Saturday
    suspend(settlement=settlement, starts_on=date(2026, 9, 20), ends_on=None,
            document_number="5/QĐ-UBND", reason="Chờ giám định", by=lucnam, on=ON)  # fmt: skip
    assert not LegalTerm.objects.owed().exists()
    resume(settlement=settlement, ends_on=date(2026, 10, 9), by=lucnam, on=ON)
    # Twenty days later than 10/10: Friday 30/10.
    assert terms()["settle"][0] == date(2026, 10, 30)
    assert LegalTerm.objects.owed().exists()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 17), None, "Thụ lý ngày 18/11/2026"),
        (date(2026, 11, 23), None, "sau hôm nay"),
        (date(2026, 11, 20), date(2026, 11, 19), "từ ngày đầu"),
        (date(2026, 11, 20), date(2026, 11, 30), "sau hôm nay"),
    ],
)
def test_a_wrong_suspension_is_refused_in_words(
    take: Take, accept: Accept, lucnam: Scope, first: date, last: date | None, said: str
) -> None:
    accept(take())
    with pytest.raises(ValidationError, match=said):
        suspend(settlement=Settlement.objects.get(), starts_on=first, ends_on=last,
                document_number="5", reason="x", by=lucnam, on=ON)  # fmt: skip


def test_a_petition_is_not_suspended(take: Take, accept: Accept, lucnam: Scope) -> None:
    accept(take(kind=MatterKind.PETITION))
    with pytest.raises(ValidationError, match="Không có quy định tạm đình chỉ"):
        suspend(settlement=Settlement.objects.get(), starts_on=date(2026, 11, 20), ends_on=None,
                document_number="5", reason="x", by=lucnam, on=ON)  # fmt: skip


def test_who_handed_a_paper_on_hears_of_the_result_in_seven_working_days(
    take: Take, accept: Accept, lucnam: Scope
) -> None:
    accept(take(source=Source.HANDED_ON, sender="Ban Tiếp công dân tỉnh"))
    ended = EndEntry(SettlementEnd.DECIDED, date(2026, 11, 20), "9/QĐ-UBND", verdict=Verdict.WRONG)
    end_settlement(settlement=Settlement.objects.get(), entry=ended, by=lucnam, on=ON)
    # Friday 20/11: Mon 23, (24 off) Wed 25, Thu 26, Fri 27, Mon 30, Tue 1/12, Wed 2/12.
    assert terms()["report_back"] == (date(2026, 12, 2), None)
    assert terms()["settle"][1] == date(2026, 11, 20)


def test_a_day_announced_later_moves_what_is_open_and_says_so(take: Take) -> None:
    paper = take()
    add_day_off(day=date(2026, 11, 19), kind=DayKind.HOLIDAY, name="Nghỉ đột xuất",
                decision="Công điện 99/CĐ-TTg", province_id=None, certain=True, by=None)  # fmt: skip
    assert terms() == {"accept": (date(2026, 11, 27), None)}
    entry = Entry.objects.about(paper.matter).get(act="calendar.redate")
    assert "Dời hạn từ 26/11/2026 sang 27/11/2026" in entry.says
    assert Notice.objects.filter(text__contains="Thời hạn đơn thư: 1 hạn").exists()


def test_deadlines_follow_the_matter_to_another_office(
    take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    paper, there = take(), bacgiang
    office = Submission.objects.get().organisation
    to = type(office).objects.get(pk=there.organisation_id)
    hand_over(
        matter=paper.matter, to=to, on=date(2026, 11, 20), reason="Bàn giao", by=lucnam, today=ON
    )
    own = take(by=bacgiang, matter=paper.matter, received_on=date(2026, 11, 20))
    assert not LegalTerm.objects.visible_to(lucnam).owed().exists()
    term = LegalTerm.objects.visible_to(bacgiang).owed().get()
    assert (term.submission, term.step) == (own, Step.ACCEPT)


def test_what_is_near_and_late_is_on_the_start_page_and_in_the_feed(
    client_of: Callable[[str], Client], take: Take, lucnam: Scope
) -> None:
    take(received_on=date(2026, 6, 1), summary="Đất bị thu hồi")
    page = client_of("canbo.lucnam").get("/").content.decode()
    assert "Đơn thư đến hạn" in page
    assert "Khiếu nại: Đất bị thu hồi" in page
    take(received_on=date(2026, 11, 20))
    told = [one.title for one in deadlines_of(lucnam, on=ON)]
    assert "Hạn xử lý, giải quyết đơn thư: 1 việc" in told
