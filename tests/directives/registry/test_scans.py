"""A scan is read page by page in the background; what is not sure is marked for the person who reviews."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfWriter

from directives.registry.models import Directive, Scan, ScanPage
from directives.registry.uploads.scans import Letters, letters_of, looks_misread
from portal.files.programs import ProgramFailed
from portal.jobs.actions import carry_out, retry, take
from portal.jobs.models import Job, JobState
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice
from scripts.system import reads_vietnamese_scans
from tests.directives.registry.scanned import picture_of, scan_of

needs_tesseract = pytest.mark.skipif(
    not reads_vietnamese_scans(), reason="cần tesseract-ocr-vie, poppler-utils: chạy `make test`"
)
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


@pytest.fixture
def client(client_of: Callable[[str], Client], settings: Any, tmp_path: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path
    return client_of("sonoivu")


def send(client: Client, content: bytes, name: str = "quet.pdf", **data: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/van-ban/moi/", {"upload": file, "entry_key": "k", **data})


def work(scan: Scan) -> Job:
    """Do what a worker would do with the scan's job."""
    assert scan.job is not None
    run = take(scan.job.pk, worker="w")
    assert run is not None
    carry_out(run)
    run.job.refresh_from_db()
    return run.job


@needs_tesseract
def test_a_scan_becomes_a_draft_with_its_doubtful_words_marked(
    client: Client, text: Callable[..., str]
) -> None:
    content = scan_of([text(), "2. Sở Nội vụ báo cáo trước ngày 30/11."])
    page = send(client, content)
    scan = Scan.objects.get()
    assert page["Location"] == scan.get_absolute_url()
    assert "Đọc bản quét quet.pdf" in client.get(scan.get_absolute_url()).content.decode()
    assert work(scan).state == JobState.DONE
    draft = Directive.objects.get()
    assert draft.number == "05/CT-UBND"
    assert {row.number for row in draft.references.all()} == {"33/CT-TTg", "39-KL/TU"}
    assert client.get(scan.get_absolute_url())["Location"] == f"/van-ban/{draft.pk}/ra-soat/"
    assert client.get(f"/van-ban/{draft.pk}/tep/").getvalue() == content
    review = client.get(f"/van-ban/{draft.pk}/ra-soat/").content.decode()
    assert review.count('<u class="unsure">') >= len(draft.unsure)
    assert not ScanPage.objects.exists()


@needs_tesseract
@pytest.mark.parametrize(("name", "format_name"), [("trang.png", "PNG"), ("trang.jpg", "JPEG")])
def test_a_photographed_page_is_read_upright(
    client: Client, text: Callable[..., str], name: str, format_name: str
) -> None:
    kept, turned = io.BytesIO(), Image.Exif()
    turned[0x0112] = 6  # taken with the phone on its side
    picture_of(text()).rotate(90, expand=True).save(kept, format_name, exif=turned)
    send(client, kept.getvalue(), name)
    assert work(Scan.objects.get()).state == JobState.DONE
    assert Directive.objects.get().number == "05/CT-UBND"


def test_words_keep_their_lines_and_doubtful_ones_their_places() -> None:
    rows = [
        ("1", "1", "1", "96", "CHỈ"), ("1", "1", "1", "40", "THI"), ("1", "1", "2", "95", "số"),
        ("2", "1", "1", "30", "———"), ("2", "1", "1", "97", "Điều"),
    ]  # fmt: skip
    table = HEAD + "".join(
        f"5\t1\t{block}\t{par}\t{line}\t1\t0\t0\t1\t1\t{conf}\t{word}\n"
        for block, par, line, conf, word in rows
    )
    assert letters_of(table) == Letters("CHỈ THI\nsố\n\nĐiều", [(4, 7)])


@pytest.mark.parametrize(
    ("words", "misread"),
    [
        ("ngày.05 nhất.01 08tháng VIỆT.NAM ủ c u", True),
        ("KT.CHỦ 10-KH/BDVTU-BCS.UBND TP.HCM 7h30 X I a) b, ở ý 1.204 sonoivu@tinh.gov.vn 30ha 5kg", False),
    ],
)  # fmt: skip
def test_the_form_of_a_word_may_show_that_it_was_misread(words: str, misread: bool) -> None:
    assert {word: looks_misread(word) for word in words.split()} == dict.fromkeys(
        words.split(), misread
    )


@pytest.fixture
def sent(client: Client, monkeypatch: pytest.MonkeyPatch) -> Scan:
    """Three pages that were sent on a host which lacks nothing."""
    monkeypatch.setattr("directives.registry.uploads.scans.what_lacks", lambda: "")
    monkeypatch.setattr("directives.registry.tasks.what_lacks", lambda: "")
    writer, kept = PdfWriter(), io.BytesIO()
    for _ in range(3):
        writer.add_blank_page(width=595, height=842)
    writer.write(kept)
    assert send(client, kept.getvalue()).status_code == 302
    return Scan.objects.get()


def test_pages_that_were_read_are_not_read_again(
    sent: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def read(kind: object, content: bytes, number: int) -> Letters:
        asked.append(number)
        if number == 2 and asked.count(2) == 1:
            raise RuntimeError("something unforeseen")
        return Letters(f"Trang thứ {number}", [(0, 5)])

    monkeypatch.setattr("directives.registry.tasks.read_page", read)
    job = work(sent)
    assert job.state == JobState.FAILED
    assert not Directive.objects.exists()
    retry(job=job)
    assert work(sent).state == JobState.DONE
    assert asked == [1, 2, 3, 2]
    draft = Directive.objects.get()
    assert draft.text.split("\n\n") == ["Trang thứ 1", "Trang thứ 2", "Trang thứ 3"]
    assert [draft.text[start:end] for start, end in draft.unsure] == ["Trang"] * 3


def test_who_sent_a_scan_is_told_once_that_it_was_read(
    sent: Scan, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directives.registry.tasks.read_page", lambda *_: Letters("chữ", []))
    assert not Notice.objects.filter(kind="scan").exists()
    assert work(sent).state == JobState.DONE
    told = Notice.objects.get(kind="scan")
    assert told.text.startswith("Đã đọc xong bản quét quet.pdf: mời rà soát")
    assert told.posting_id == sent.job.posting_id  # type: ignore[union-attr]
    opened = client.get(told.href)
    assert opened["Location"] == f"/van-ban/{Directive.objects.get().pk}/ra-soat/"
    assert not NoticeKind(told.kind).goes_by_mail_in_words


def test_a_page_that_cannot_be_read_leaves_a_line_that_says_so(
    sent: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(kind: object, content: bytes, number: int) -> Letters:
        if number == 2:
            raise ProgramFailed("tesseract: over 120 s")
        return Letters("chữ", [])

    monkeypatch.setattr("directives.registry.tasks.read_page", read)
    assert work(sent).state == JobState.DONE
    assert "[Trang 2 chưa đọc được, xem tệp gốc]" in Directive.objects.get().text


def test_a_scan_without_a_letter_is_told_and_makes_no_draft(
    sent: Scan, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directives.registry.tasks.read_page", lambda *_: Letters("", []))
    assert work(sent).state == JobState.FAILED
    assert "Không đọc được chữ nào" in client.get(sent.get_absolute_url()).content.decode()
    assert not Directive.objects.exists()


def test_who_may_no_longer_enter_directives_gets_no_draft(sent: Scan) -> None:
    Job.objects.update(posting_id=None)
    assert work(sent).state == JobState.FAILED
    assert not Directive.objects.exists()


def test_sending_a_scan_twice_makes_one(sent: Scan, client: Client) -> None:
    with sent.source.file.open("rb") as file:
        again = send(client, file.read())
    assert again["Location"] == sent.get_absolute_url()
    assert Scan.objects.count() == 1
    assert "Bản quét đang đọc" in client.get("/van-ban/moi/").content.decode()


def test_a_host_without_tesseract_says_what_it_lacks(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.files.programs._PATH", "/nowhere")
    writer, kept = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(kept)
    response = send(client, kept.getvalue(), text="Phần chữ đã gõ")
    assert response.status_code == 422
    assert "chưa cài tesseract (gói tesseract-ocr)" in str(
        response.context["form"].errors["upload"]
    )
    assert response.context["form"]["text"].value() == "Phần chữ đã gõ"
    assert not Scan.objects.exists()


@needs_tesseract
def test_a_scan_that_is_too_long_is_told(client: Client, settings: Any) -> None:
    settings.OCR_PAGES = 1
    response = send(client, scan_of(["một", "hai"]))
    assert response.status_code == 422
    assert "dài 2 trang; hệ thống đọc nhiều nhất 1 trang" in response.content.decode()
