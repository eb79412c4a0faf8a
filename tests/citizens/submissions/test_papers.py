"""The petition book: a paper from every source, numbered once, joined to its matter."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import Client

from citizens.receptions.actions import correct, log_reception, void
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import Field, MatterKind, Outcome
from citizens.receptions.models import Handling, Matter, Reception
from citizens.submissions import exports
from citizens.submissions.actions import correct_submission, decide, log_submission
from citizens.submissions.entries import DecisionEntry, PaperEntry, PetitionerEntry, SubjectEntry
from citizens.submissions.kinds import Competence, Condition, Round, Source, SubmissionOutcome
from citizens.submissions.models import Petitioner, Settlement, Submission
from citizens.submissions.reading import names_of
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import now
from portal.units.models import UnitReach

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
ON, DAY, EARLY = date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 1)
MAN = PetitionerEntry("Vi Thị Mận", "Thôn Hạ")
FORWARDED = DecisionEntry(
    Condition.MET, Competence.OTHERS, SubmissionOutcome.FORWARDED, date(2026, 11, 18),
    "Sở Nông nghiệp và Môi trường", "", "45/PC-UBND", date(2026, 11, 18),
)  # fmt: skip


def at_counter(by: Scope, *, outcome: Outcome = Outcome.PENDING, **case: Any) -> Reception:
    kind = case.pop("kind", MatterKind.COMPLAINT)
    return log_reception(
        key=uuid4(), visit=VisitEntry(DAY, "Thủy"),
        people=[PersonEntry("Vi Thị Mận", "Thôn Hạ")],
        case=CaseEntry(kind, outcome, "Bồi thường đất", hands_in=True, **case), by=by, on=ON,
    )  # fmt: skip


@pytest.mark.parametrize("source", Source)
def test_a_paper_of_every_source_takes_the_next_number(take: Take, source: Source) -> None:
    numbers = [take(source=source, sender="Ban Tiếp công dân tỉnh").number for _ in range(2)]
    assert numbers == [1, 2]


def test_the_same_paper_sent_twice_is_one_row(lucnam: Scope) -> None:
    key, subject = uuid4(), SubjectEntry(MatterKind.PETITION, "Xin sửa đường")
    sent = [
        log_submission(key=key, paper=PaperEntry(DAY, Source.POST), people=[MAN], subject=subject,
                       by=lucnam, on=ON)
        for _ in range(2)
    ]  # fmt: skip
    assert sent[0] == sent[1] == Submission.objects.get()


def test_a_repeat_joins_its_matter(take: Take) -> None:
    first = take()
    again = take(matter=first.matter, round=Round.SECOND)
    assert again.matter == Matter.objects.get()


def test_a_matter_of_another_commune_is_not_joined(take: Take, bacgiang: Scope) -> None:
    theirs = take(by=bacgiang)
    with pytest.raises(ValidationError, match="vừa được chuyển"):
        take(matter=theirs.matter)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"received_on": date(2026, 11, 23)}, "ở sau hôm nay"),
        ({"written_on": date(2026, 11, 17)}, "sau ngày nhận"),
        ({"source": Source.FRONT}, "đã chuyển đơn đến"),
        ({"kind": MatterKind.PETITION, "round": Round.SECOND}, "không có lần hai"),
        ({"field": Field.CORRUPTION}, "có các lĩnh vực"),
        ({"people": (PetitionerEntry("Mận 😀", "x"),)}, "bỏ ký tự"),
        ({"people": (PetitionerEntry("Mận", ""),)}, "địa chỉ"),
        ({"signatories": 7, "people": (MAN,) * 3}, "1 hoặc 2 người đại diện"),
        ({"signatories": 500, "people": (MAN,) * 6}, "nhiều nhất 5 người đại diện"),
        ({"signatories": 2, "people": (MAN,) * 3}, "đã ghi tên 3 người"),
        ({"summary": ""}, "tóm tắt"),
    ],
)
def test_a_wrong_paper_is_refused_in_words(take: Take, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        take(**wrong)
    assert not Submission.objects.exists()


def test_a_nameless_paper_can_be_written_and_filed(take: Take, lucnam: Scope) -> None:
    paper = take(people=())
    filed = DecisionEntry(
        Condition.UNMET, None, SubmissionOutcome.FILED, DAY, reason="Không có tên, địa chỉ"
    )
    decide(submission=paper, decision=filed, by=lucnam, on=ON)
    assert paper.outcome == "filed"


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (DecisionEntry(outcome=SubmissionOutcome.ACCEPTED, decided_on=DAY), "đủ hay không đủ"),
        (DecisionEntry(Condition.UNMET, Competence.OURS, SubmissionOutcome.ACCEPTED, DAY), "không thụ lý"),
        (DecisionEntry(Condition.MET, Competence.OTHERS, SubmissionOutcome.ACCEPTED, DAY), "thuộc thẩm quyền"),
        (DecisionEntry(Condition.MET, Competence.OTHERS, SubmissionOutcome.GUIDED, DAY), "được hướng dẫn"),
        (DecisionEntry(Condition.MET, Competence.OURS, SubmissionOutcome.REFUSED, DAY), "lý do"),
        (DecisionEntry(Condition.MET, Competence.OURS, SubmissionOutcome.ACCEPTED, None), "ngày xử lý"),
        (DecisionEntry(Condition.MET, Competence.OURS, SubmissionOutcome.ACCEPTED, EARLY), "trước ngày nhận"),
        (DecisionEntry(Condition.MET, Competence.OURS, None, DAY), "chọn hướng xử lý"),
    ],
)  # fmt: skip
def test_a_wrong_decision_is_refused_in_words(
    take: Take, lucnam: Scope, decision: DecisionEntry, said: str
) -> None:
    paper = take()
    with pytest.raises(ValidationError, match=said):
        decide(submission=paper, decision=decision, by=lucnam, on=ON)
    assert Submission.objects.get().outcome == ""


def test_the_database_refuses_an_acceptance_of_what_is_others(take: Take) -> None:
    paper = take()
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=paper.pk).update(
            outcome="accepted", decided_on=DAY, condition="met", competence="others"
        )


def test_a_correction_is_told_in_the_history_without_names(take: Take, lucnam: Scope) -> None:
    paper = take()
    other = (PetitionerEntry("Giáp Văn Lan", "Thôn Thượng"),)
    correct_submission(
        submission=paper, paper=PaperEntry(DAY, Source.ONLINE), people=other, by=lucnam, on=ON
    )
    assert Petitioner.objects.get().name == "Giáp Văn Lan"
    said = " ".join(Entry.objects.about(paper).values_list("says", flat=True))
    assert "nguồn đơn, người đứng đơn" in said
    assert "Giáp" not in said


def test_at_the_counter_one_choice_writes_the_paper_too(lucnam: Scope) -> None:
    visit = at_counter(lucnam, outcome=Outcome.ACCEPTED)
    paper = visit.submissions.get()
    assert (paper.source, paper.outcome, paper.matter_id) == (
        "visit", "accepted", visit.handlings.get().matter_id,
    )  # fmt: skip
    assert names_of(paper) == ["Vi Thị Mận – Thôn Hạ"]
    assert not Petitioner.objects.exists()


def test_who_is_refused_reception_hands_in_no_paper(lucnam: Scope) -> None:
    with pytest.raises(ValidationError, match="không nhận đơn"):
        at_counter(lucnam, outcome=Outcome.REFUSED)


def test_the_visit_follows_what_is_decided_on_its_paper(lucnam: Scope) -> None:
    paper = at_counter(lucnam).submissions.get()
    decide(submission=paper, decision=FORWARDED, by=lucnam, on=ON)
    told = Handling.objects.get()
    assert (told.outcome, told.agency, told.document_number) == (
        "forwarded", "Sở Nông nghiệp và Môi trường", "45/PC-UBND",
    )  # fmt: skip
    assert (told.replied_on, told.reply_kind) == (date(2026, 11, 18), "forwarded")


def test_a_corrected_visit_corrects_its_paper_and_moves_its_deadline(lucnam: Scope) -> None:
    visit = at_counter(lucnam)
    corrected = VisitEntry(date(2026, 11, 12), "Thủy", head_count=3)
    people = [PersonEntry("Vi Thị Mận", "Thôn Hạ")]
    correct(reception=visit, visit=corrected, people=people, by=lucnam, on=ON)
    paper = Submission.objects.get()
    assert (paper.received_on, paper.signatories) == (date(2026, 11, 12), 3)
    # Thursday 12/11: Fri 13, Mon 16 … Fri 20, Mon 23.
    assert paper.terms.get().due_on == date(2026, 11, 23)


def test_a_visit_is_not_corrected_to_after_its_paper_was_decided_on(lucnam: Scope) -> None:
    visit = at_counter(lucnam, outcome=Outcome.ACCEPTED)
    people = [PersonEntry("Vi Thị Mận", "Thôn Hạ")]
    with pytest.raises(ValidationError, match="đã được xử lý ngày 16/11/2026"):
        correct(reception=visit, visit=VisitEntry(date(2026, 11, 17), "Thủy"), people=people,
                by=lucnam, on=ON)  # fmt: skip
    assert Reception.objects.get().received_on == DAY


def test_a_paper_struck_out_takes_the_settlement_it_began_along(lucnam: Scope) -> None:
    visit = at_counter(lucnam, outcome=Outcome.ACCEPTED)
    assert visit.handlings.get().matter.settlements.exists()
    void(reception=visit, reason="Ghi nhầm", by=lucnam, at=now())
    assert not Settlement.objects.exists()


def test_a_visit_that_is_struck_out_takes_its_paper_along(lucnam: Scope) -> None:
    visit = at_counter(lucnam)
    void(reception=visit, reason="Ghi nhầm", by=lucnam, at=now())
    assert Submission.objects.get().void_reason == "Ghi nhầm"


def test_the_page_writes_and_shows_a_paper(
    client_of: Callable[[str], Client], typed: dict[str, Any]
) -> None:
    client = client_of("canbo.lucnam")
    response = client.post("/don-thu/moi/", typed, follow=True)
    page = response.content.decode()
    assert "Đơn số 1/2026" in page
    assert "Vi Thị Mận" in page
    assert "Vi Thị Mận – Thôn Hạ" in client.get("/don-thu/").content.decode()
    assert client.post("/don-thu/xuat/").status_code == 200


def test_what_is_wrong_stands_beside_its_box_and_nothing_typed_is_lost(
    client_of: Callable[[str], Client], typed: dict[str, Any]
) -> None:
    wrong = typed | {"received_on": "16/11/2030", "nguoi2-name": "Lan", "nguoi2-address": ""}
    response = client_of("canbo.lucnam").post("/don-thu/moi/", wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert "ở sau hôm nay" in page
    assert "Người thứ 2: Hãy ghi địa chỉ." in page
    assert "Xin xem lại mức bồi thường" in page


def test_looking_offers_the_matter_of_who_signed_before(
    client_of: Callable[[str], Client], take: Take, typed: dict[str, Any]
) -> None:
    take(summary="Đất ruộng bị thu hồi")
    asked = typed | {"act": "look", "nguoi1-name": "vi thi man"}
    page = client_of("canbo.lucnam").post("/don-thu/moi/", asked).content.decode()
    assert "Đất ruộng bị thu hồi" in page
    assert not Submission.objects.filter(number=2).exists()


def test_search_finds_names_without_marks_words_and_numbers(
    client_of: Callable[[str], Client], lucnam: Scope, take: Take
) -> None:
    take(), at_counter(lucnam)
    client = client_of("canbo.lucnam")
    for asked, found in [("vi thi man", 2), ("thu hoi dat", 1), ("2", 1), ("nobody", 0)]:
        page = client.get("/don-thu/", {"q": asked}).content.decode()
        assert page.count('<th scope="row">') == found, asked


def test_a_name_that_cannot_be_stored_is_told_of_and_nobody_is_dropped(
    client_of: Callable[[str], Client], typed: dict[str, Any]
) -> None:
    sent = typed | {"nguoi2-name": "Ô" * 151, "nguoi2-address": "Thôn Thượng", "signatories": "2"}
    page = client_of("canbo.lucnam").post("/don-thu/moi/", sent)
    assert page.status_code == 422
    assert "Người thứ 2:" in page.content.decode()
    assert not Submission.objects.exists()


def test_the_book_goes_out_from_the_books_themselves(
    take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    """Whose books is no part of the question: beside eight joined tables PostgreSQL began with all papers."""
    mine = take()
    for scope, rows in ((lucnam, [mine]), (bacgiang, [])):
        (part,) = exports.book.parts(scope, QueryDict(""))
        assert list(part.rows) == rows
        assert isinstance(part.rows, QuerySet)
        assert UnitReach._meta.db_table not in str(part.rows.query)
        assert UnitReach._meta.db_table in str(Submission.objects.in_books(scope).query)
