"""The papers that follow from a submission: official layout, from the record, nobody who denounces."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from docx import Document
from pypdf import PdfReader

from citizens.receptions.actions import hand_over, log_reception, reclassify
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import Field, MatterKind, Outcome
from citizens.submissions.actions import decide, end_settlement
from citizens.submissions.entries import DecisionEntry, EndEntry, PetitionerEntry
from citizens.submissions.kinds import (
    Competence,
    Condition,
    PaperKind,
    SettlementEnd,
    Source,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import Settlement, Submission
from portal.access import Scope
from portal.limits.models import Tally
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
Accept = Callable[..., None]
Of = Callable[[str], Client]
ON, DAY = date(2026, 11, 22), date(2026, 11, 18)


def pdf(client: Client, paper: Submission, kind: PaperKind) -> str:
    answer = client.get(f"/don-thu/{paper.pk}/giay-to/{kind}/pdf/")
    assert answer.status_code == 200
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def word(client: Client, paper: Submission, kind: PaperKind) -> str:
    answer = client.get(f"/don-thu/{paper.pk}/giay-to/{kind}/docx/")
    assert answer.status_code == 200
    document = Document(BytesIO(answer.content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join([*(one.text for one in document.paragraphs), *cells])


def decided(paper: Submission, by: Scope, outcome: SubmissionOutcome) -> None:
    sent = outcome.names_agency
    decision = DecisionEntry(
        Condition.MET, Competence.OTHERS if sent else Competence.OURS, outcome, DAY,
        agency="Sở Nông nghiệp và Môi trường" if sent else "",
        reason="Hết thời hiệu khiếu nại" if outcome.needs_reason else "",
        document_number="45/UBND", document_on=DAY,
    )  # fmt: skip
    decide(submission=paper, decision=decision, by=by, on=ON)


@pytest.mark.parametrize(
    ("outcome", "kind", "says"),
    [
        (SubmissionOutcome.GUIDED, PaperKind.GUIDANCE, "gửi đơn đến Sở Nông nghiệp"),
        (SubmissionOutcome.FORWARDED, PaperKind.FORWARDING, "Kính gửi: Sở Nông nghiệp"),
        (SubmissionOutcome.REFUSED, PaperKind.REFUSAL, "Lý do: Hết thời hiệu khiếu nại."),
        (SubmissionOutcome.RETURNED, PaperKind.REFUSAL, "Về việc trả lại đơn"),
        (SubmissionOutcome.ACCEPTED, PaperKind.ACCEPTANCE, "thụ lý khiếu nại từ ngày 18/11/2026"),
    ],
)
def test_each_outcome_has_its_paper_in_both_forms(
    client_of: Of, take: Take, lucnam: Scope, outcome: SubmissionOutcome, kind: PaperKind, says: str
) -> None:
    paper, client = take(), client_of("canbo.lucnam")
    decided(paper, lucnam, outcome)
    for text in (pdf(client, paper, kind), word(client, paper, kind)):
        assert says in text
        assert "Số: 45/UBND" in text
        assert "Lục Nam, ngày 18 tháng 11 năm 2026" in text
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
        assert "Vi Thị Mận" in text
        assert "Mẫu số" not in text


def test_the_receipt_leaves_room_for_what_was_handed_in(client_of: Of, take: Take) -> None:
    paper, client = take(), client_of("canbo.lucnam")
    for text in (pdf(client, paper, PaperKind.RECEIPT), word(client, paper, PaperKind.RECEIPT)):
        assert "GIẤY BIÊN NHẬN" in text
        assert "NGƯỜI GIAO" in text
        assert "Số: ……/……" in text
        assert "Đơn khiếu nại" in text


def test_the_result_tells_the_decision(
    client_of: Of, take: Take, accept: Accept, lucnam: Scope
) -> None:
    paper = take(source=Source.HANDED_ON, sender="Ban Tiếp công dân tỉnh")
    accept(paper)
    ended = EndEntry(SettlementEnd.DECIDED, date(2026, 11, 20), "9/QĐ-UBND", verdict=Verdict.PARTLY)
    end_settlement(settlement=Settlement.objects.get(), entry=ended, by=lucnam, on=ON)
    text = word(client_of("canbo.lucnam"), paper, PaperKind.RESULT)
    assert "Quyết định giải quyết khiếu nại số 9/QĐ-UBND ngày 20/11/2026" in text
    assert "Ban Tiếp công dân tỉnh (để biết)" in text


@pytest.mark.parametrize("outcome", list(SubmissionOutcome))
def test_no_paper_of_a_denunciation_names_who_denounces(
    client_of: Of, take: Take, lucnam: Scope, outcome: SubmissionOutcome
) -> None:
    paper = take(people=(PetitionerEntry("Hoàng Thị Trinh Thám", "Thôn Bí Mật"),))
    reclassify(matter=paper.matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
               summary="Thu sai khoản đóng góp", by=lucnam)  # fmt: skip
    decided(paper, lucnam, outcome)
    client = client_of("canbo.lucnam")
    page = client.get(f"/don-thu/{paper.pk}/").content.decode()
    for kind in PaperKind:
        if f"/giay-to/{kind}/" in page:
            for text in (pdf(client, paper, kind), word(client, paper, kind)):
                assert "Trinh Thám" not in text + page
                assert "theo sổ riêng" in text


def test_where_nothing_was_handed_in_no_receipt_is_offered(client_of: Of, lucnam: Scope) -> None:
    visit = log_reception(
        key=uuid4(), visit=VisitEntry(date(2026, 11, 16), "Thủy"),
        people=[PersonEntry("Vi Thị Mận", "Thôn Hạ")],
        case=CaseEntry(MatterKind.PETITION, Outcome.PENDING, "Hỏi đường"), by=lucnam, on=ON,
    )  # fmt: skip
    client = client_of("canbo.lucnam")
    assert "Giấy biên nhận" not in client.get(f"/tiep-cong-dan/{visit.pk}/").content.decode()
    address = f"/don-thu/luot-tiep/{visit.pk}/giay-to/bien_nhan/docx/"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", [MatterKind.PETITION, MatterKind.DENUNCIATION])
def test_a_refused_visit_has_its_notice_and_another_its_receipt(
    client_of: Of, lucnam: Scope, kind: MatterKind
) -> None:
    for outcome, paper, says in (
        (Outcome.REFUSED, "tu_choi_tiep", "Điều 9 Luật Tiếp công dân"),
        (Outcome.PENDING, "bien_nhan", "GIẤY BIÊN NHẬN"),
    ):
        visit = log_reception(
            key=uuid4(), visit=VisitEntry(date(2026, 11, 16), "Thủy"),
            people=[PersonEntry("Vi Thị Mận", "Thôn Hạ")],
            case=CaseEntry(
                kind, outcome, "Việc đã giải quyết", hands_in=outcome is Outcome.PENDING
            ),
            by=lucnam, on=ON,
        )  # fmt: skip
        base = f"/don-thu/luot-tiep/{visit.pk}/giay-to/{paper}/"
        client = client_of("canbo.lucnam")
        assert base in client.get(f"/tiep-cong-dan/{visit.pk}/").content.decode()
        document = Document(BytesIO(client.get(f"{base}docx/").content))
        text = " ".join(one.text for one in document.paragraphs)
        assert says in text
        assert ("Mận" in text) == (kind is MatterKind.PETITION)
        assert client.get(f"{base}pdf/").content.startswith(b"%PDF")
        assert client_of("canbo.bacgiang").get(f"{base}docx/").status_code == 404


def test_a_paper_that_does_not_follow_is_not_there(client_of: Of, take: Take) -> None:
    paper, client = take(), client_of("canbo.lucnam")
    for kind, suffix in (("thu_ly", "pdf"), ("bien_nhan", "exe"), ("la", "pdf")):
        assert client.get(f"/don-thu/{paper.pk}/giay-to/{kind}/{suffix}/").status_code == 404


def test_the_same_record_gives_the_same_bytes(client_of: Of, take: Take) -> None:
    address = f"/don-thu/{take().pk}/giay-to/bien_nhan/"
    client = client_of("canbo.lucnam")
    for suffix in ("pdf", "docx"):
        assert (
            client.get(f"{address}{suffix}/").content == client.get(f"{address}{suffix}/").content
        )


def test_papers_follow_who_holds_the_matter(
    client_of: Of, take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    paper = take()
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    assert client_of("canbo.bacgiang").get(f"/don-thu/{paper.pk}/").status_code == 404
    hand_over(
        matter=paper.matter, to=to, on=date(2026, 11, 20), reason="Bàn giao", by=lucnam, today=ON
    )
    text = pdf(client_of("canbo.bacgiang"), paper, PaperKind.RECEIPT)
    assert "PHƯỜNG BẮC GIANG" in text


def test_only_papers_that_are_made_are_counted_and_apart_from_tables(
    client_of: Callable[[str], Client], take: Take
) -> None:
    client, base = client_of("canbo.lucnam"), f"/don-thu/{take().pk}/giay-to"
    for missing in (f"{base}/ket_qua/docx/", "/don-thu/999999/giay-to/bien_nhan/docx/"):
        assert client.get(missing).status_code == 404
    assert not Tally.objects.filter(limit__in=["paper", "export"]).exists()
    assert client.get(f"{base}/bien_nhan/docx/").status_code == 200
    assert [(one.limit, one.count) for one in Tally.objects.all()] == [("paper", 1)]
