"""Urging late units on: who is written to, once a day, and what is left behind."""

import unicodedata
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from directives.assignments.kinds import EntryKind
from directives.assignments.models import Assignment, ProgressEntry
from portal.demo.cast import posting_of
from portal.jobs.actions import carry_out, take
from portal.jobs.models import JobState
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice
from portal.urging.docx import letter_docx
from portal.urging.letter import letter_of
from portal.urging.models import UrgedWork, Urging
from tests.directives.assignments.conftest import bac_giang, duty, luc_nam, work  # noqa: F401
from tests.notices.conftest import HANOI

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


@pytest.fixture(autouse=True)
def late() -> Any:
    with time_machine.travel(datetime(2026, 12, 2, 9, tzinfo=HANOI), tick=False) as clock:
        yield clock


@pytest.fixture
def address(work: Assignment) -> str:  # noqa: F811
    return reverse("urging:urge", args=[work.duty.directive_id])


def sent(client: Client, address: str, **typed: str) -> Any:
    return client.post(address, {"key": str(uuid4()), **typed})


def carried_out() -> Urging:
    urging = Urging.objects.for_page().get()
    assert urging.job
    run = take(urging.job.pk, worker="w")
    assert run is not None
    carry_out(run)
    return Urging.objects.for_page().get()


def words(urging: Urging) -> str:
    assert urging.pdf
    with urging.pdf.file.open("rb") as file:
        pages = PdfReader(BytesIO(file.read())).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
    return unicodedata.normalize("NFC", text)


def test_the_preview_says_who_is_late_with_what(address: str, client_of: ClientOf) -> None:
    page = client_of("diaban.lucnam").get(address).content.decode()
    assert "1 nhiệm vụ quá hạn của 1 đơn vị" in page
    assert "Gửi báo cáo năm về Sở Nội vụ." in page


def test_one_click_leaves_a_letter_an_entry_and_a_notice(
    address: str,
    work: Assignment,  # noqa: F811
    client_of: ClientOf,
) -> None:
    sent(client_of("sonoivu"), address, answer_by="10/12/2026")
    urging = carried_out()
    assert urging.job is not None
    assert urging.job.state == JobState.DONE
    text = words(urging)
    assert "Số: ……/……" in text
    assert "V/v đôn đốc thực hiện" in text
    assert "29/11/2026" in text
    assert "trước ngày 10/12/2026" in text
    entry = work.entries.get(kind=EntryKind.URGE)
    assert "báo cáo trước ngày 10/12/2026" in entry.note
    notice = Notice.objects.get(posting=posting_of("canbo.lucnam"), kind=NoticeKind.URGED)
    assert "đôn đốc 1 nhiệm vụ quá hạn" in notice.text
    assert not Notice.objects.filter(posting=posting_of("canbo.bacgiang"), kind="urged").exists()


def test_asked_twice_the_same_day_it_says_so(
    address: str, client_of: ClientOf, late: time_machine.Traveller
) -> None:
    client = client_of("sonoivu")
    sent(client, address)
    again = sent(client, address)
    assert again.status_code == 422
    assert "Hôm nay đã có" in again.content.decode()
    assert Urging.objects.count() == 1
    late.move_to(datetime(2026, 12, 3, 9, tzinfo=HANOI))
    assert sent(client_of("sonoivu"), address).status_code == 302


def test_the_same_form_sent_twice_is_one_letter(address: str, client_of: ClientOf) -> None:
    client, key = client_of("sonoivu"), str(uuid4())
    first, second = (sent(client, address, key=key) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert UrgedWork.objects.count() == 1


def test_a_killed_worker_doubles_nothing(address: str, client_of: ClientOf) -> None:
    sent(client_of("sonoivu"), address)
    urging = carried_out()
    assert urging.job
    urging.job.state = JobState.WAITING
    urging.job.save()
    carried_out()
    assert ProgressEntry.objects.filter(kind=EntryKind.URGE).count() == 1


def test_a_day_that_has_passed_is_refused_beside_its_box(address: str, client_of: ClientOf) -> None:
    refused = sent(client_of("sonoivu"), address, answer_by="01/12/2026", signer="Trần Văn A")
    assert refused.context["form"].errors["answer_by"] == ["Ngày đề nghị báo cáo phải sau hôm nay."]
    assert "Trần Văn A" in refused.content.decode()


def test_who_does_not_watch_does_not_urge(address: str, client_of: ClientOf) -> None:
    assert client_of("canbo.lucnam").get(address).status_code == 403
    assert sent(client_of("canbo.lucnam"), address).status_code == 403


def test_a_letter_is_read_by_the_office_that_reaches_all_its_lines(
    address: str, client_of: ClientOf
) -> None:
    sent(client_of("sonoivu"), address)
    urging = carried_out()
    for username, status in (("sonoivu", 200), ("diaban.lucnam", 200), ("canbo.lucnam", 403)):
        page = client_of(username).get(urging.get_absolute_url())
        assert page.status_code == status
    fetched = client_of("sonoivu").get(reverse("urging:download", args=[urging.pk, "docx"]))
    assert fetched.status_code == 200
    fetched.close()


def test_the_word_file_says_what_the_pdf_says(address: str, client_of: ClientOf) -> None:
    sent(
        client_of("sonoivu"), address, answer_by="10/12/2026", signer="Trần Văn A", number="15/SNV"
    )
    urging = carried_out()
    assert urging.docx
    with urging.docx.file.open("rb") as file:
        document = Document(BytesIO(file.read()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())
    letter, pdf = letter_of(urging), words(urging)
    told = [
        *letter.paragraphs, letter.addressed, letter.number_line, letter.date_line, letter.subject,
        letter.signer, letter.list_title, *letter.heads, *letter.units[0].rows[0].cells,
    ]  # fmt: skip
    assert [each for each in told if each not in said] == []
    told.remove(letter.subject)  # its lines stand beside those of the date
    assert [each for each in told if each not in pdf] == []


def test_the_word_file_has_the_page_of_an_official_paper(address: str, client_of: ClientOf) -> None:
    sent(client_of("sonoivu"), address)
    made = letter_docx(letter_of(carried_out()))
    assert made == letter_docx(letter_of(Urging.objects.for_page().get()))
    first = Document(BytesIO(made)).sections[0]
    margins = (first.left_margin, first.right_margin, first.top_margin, first.bottom_margin)
    assert [round(margin.mm) for margin in margins if margin] == [30, 15, 20, 20]
    assert first.different_first_page_header_footer


def test_who_signs_for_whom_stands_in_two_lines(client_of: ClientOf, address: str) -> None:
    sent(client_of("sonoivu"), address, capacity="KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC")
    assert letter_of(carried_out()).signer_lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
