import io
import random
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from weasyprint import HTML

from directives.registry.models import Directive
from portal.files.models import Attachment

SAMPLES = Path(__file__).parent / "files"
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="cần LibreOffice: chạy `make test`"
)


@pytest.fixture
def client(client_of: Callable[[str], Client], settings: Any, tmp_path: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path
    return client_of("sonoivu")


def upload(client: Client, name: str, content: bytes, **data: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/van-ban/moi/", {"upload": file, "entry_key": "k", **data})


def docx_of(text: str) -> bytes:
    """A Word file whose head is a table of two columns, as offices make it."""
    document = Document()
    head, *body = text.split("CHỈ THỊ", 1)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = (
        head,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    )
    for line in ["CHỈ THỊ", *"".join(body).split("\n")]:
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def pdf_of(text: str) -> bytes:
    html = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return bytes(HTML(string=html).write_pdf() or b"")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("chi-thi.txt", lambda text: text.encode()),
        ("chi-thi.txt", lambda text: text.encode("utf-16")),
        ("chi-thi.docx", docx_of),
        ("chi-thi.pdf", pdf_of),
    ],
    ids=["utf-8", "utf-16", "docx", "pdf"],
)
def test_a_file_is_read_and_kept(
    client: Client, text: Callable[..., str], name: str, make: Callable[[str], bytes]
) -> None:
    content = make(text())
    assert upload(client, name, content).status_code == 302
    draft = Directive.objects.get()
    assert draft.number == "05/CT-UBND"
    assert {row.number for row in draft.references.all()} == {"33/CT-TTg", "39-KL/TU"}
    given = client.get(f"/van-ban/{draft.pk}/tep/")
    assert given.getvalue() == content


def fake_zip(part: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr(part, "x")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("chi-thi.docx", b"MZ\x90\x00 this is a program", "không phải là Word"),
        ("chi-thi.docx", fake_zip("other.xml"), "không phải là Word"),
        ("chi-thi.docx", fake_zip("word/document.xml"), "Không mở được tệp Word"),
        ("chi-thi.doc", b"{\\rtf1 not binary}", "không phải là Word 97–2003"),
        ("chi-thi.exe", b"MZ\x90\x00", "Không nhận tệp “.exe”"),
        ("chi-thi.pdf", b"not a pdf", "không phải là PDF"),
        ("chi-thi.pdf", b"%PDF-1.7 broken", "Không đọc được tệp PDF"),
        ("chi-thi.txt", b"", "rỗng"),
        ("chi-thi.txt", b"   \n", "không có chữ nào"),
        ("chi-thi.txt", b"\x00\xff\x01", "không phải là văn bản thuần"),
        ("chi-thi.txt", "Le préfet décidé, à Paris".encode("latin-1"), "không ở mã Unicode"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_told_beside_the_field(
    client: Client, name: str, content: bytes, sentence: str
) -> None:
    response = upload(client, name, content, text="Phần chữ đã gõ")
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors["upload"])
    assert "Phần chữ đã gõ" in response.content.decode()
    assert not Attachment.objects.exists()


def test_a_file_over_the_limit_is_told_beside_the_field(client: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    response = upload(client, "dai.txt", b"a" * (1024 * 1024 + 1))
    assert response.status_code == 422
    assert "lớn hơn 1 MB" in str(response.context["form"].errors["upload"])


def test_nothing_at_all_is_told_beside_the_text(client: Client) -> None:
    response = client.post("/van-ban/moi/", {"text": "  ", "entry_key": "k"})
    assert response.status_code == 422
    assert "Hãy dán phần chữ" in str(response.context["form"].errors["text"])


def test_a_text_without_citation_is_told_and_can_still_be_saved(client: Client) -> None:
    posted = {"text": "Thông báo nghỉ lễ.", "entry_key": "k"}
    told = client.post("/van-ban/moi/", posted)
    assert told.status_code == 422
    assert "Không tìm thấy số, ký hiệu" in str(told.context["form"].errors["text"])
    assert "Thông báo nghỉ lễ." in told.content.decode()
    saved = client.post("/van-ban/moi/", posted | {"without_citations": "on"}, follow=True)
    assert "Không đọc thấy dẫn chiếu nào" in saved.content.decode()


def test_a_text_whose_letters_were_lost_is_told_and_can_still_be_saved(client: Client) -> None:
    posted = {"text": "Th?c hi?n Ch? th? s? 33/CT-TTg v? c?ng t?c d?n v?n", "entry_key": "k"}
    told = client.post("/van-ban/moi/", posted)
    assert told.status_code == 422
    assert "bị hỏng mã" in str(told.context["form"].errors["text"])
    assert posted["text"] in told.content.decode()
    assert 'name="with_letters_lost"' in told.content.decode()
    ticks = {"with_letters_lost": "on", "without_citations": "on"}
    assert client.post("/van-ban/moi/", posted | ticks).status_code == 302


def test_a_file_without_citation_is_not_asked_for_again(client: Client) -> None:
    told = upload(client, "thong-bao.txt", "Thông báo nghỉ lễ.".encode())
    form = told.context["form"]
    assert form["text"].value() == "Thông báo nghỉ lễ."
    again = {"text": form["text"].value(), "kept": form["kept"].value(), "entry_key": "k"}
    client.post("/van-ban/moi/", again | {"without_citations": "on"})
    assert Directive.objects.get().source_file == Attachment.objects.get()


def test_a_forged_ticket_gives_no_file_of_others(client: Client) -> None:
    posted = {
        "text": "Thông báo.",
        "kept": "[1, 1]:x:y",
        "without_citations": "on",
        "entry_key": "k",
    }
    client.post("/van-ban/moi/", posted)
    assert Directive.objects.get().source_file is None


@pytest.mark.django_db
def test_a_text_is_not_lost_to_a_file_sent_beside_it(client: Client) -> None:
    response = upload(client, "a.txt", "Chỉ thị số 33/CT-TTg".encode(), text="Phần chữ đã gõ")
    assert response.status_code == 422
    assert response.context["form"]["text"].value() == "Phần chữ đã gõ"
    assert "chỉ dùng một" in str(response.context["form"].errors["upload"])
    assert not Attachment.objects.exists()


OLD = (
    "Sè: 5/CT-UBND\nChØ thÞ vÒ c«ng t¸c d©n vËn\nThùc hiÖn ChØ thÞ sè 18/2000/CT-TTg ngµy 21/9/2000 "
    "cña Thñ t\u00adíng ChÝnh phñ, Së Néi vô b¸o c¸o tr\u00adíc ngµy 30/4."
)


@pytest.mark.parametrize(
    "sent",
    [
        {"text": OLD},
        {"upload": SimpleUploadedFile("cu.txt", OLD.encode("latin-1"))},
        {"upload": SimpleUploadedFile("cu.docx", docx_of(OLD + "CHỈ THỊ"))},
    ],
    ids=["pasted", "txt", "docx"],
)
def test_text_in_tcvn3_is_converted_and_the_user_told(client: Client, sent: dict[str, Any]) -> None:
    page = client.post("/van-ban/moi/", {"entry_key": "k", **sent}, follow=True)
    assert "Đã chuyển từ mã TCVN3 (ABC) sang Unicode." in page.content.decode()
    draft = Directive.objects.get()
    assert "Thủ tướng Chính phủ" in draft.text
    assert [row.number for row in draft.references.all()] == ["18/2000/CT-TTg"]


@needs_libreoffice
def test_a_doc_is_read_in_order_with_the_numbers_that_word_gave(client: Client) -> None:
    content = (SAMPLES / "chi-thi.doc").read_bytes()
    assert upload(client, "CHI THI.DOC", content).status_code == 302
    draft = Directive.objects.get()
    assert (draft.number, draft.kind, draft.issued_on) == ("05/CT-UBND", "CT", date(2022, 6, 20))
    assert {row.number for row in draft.references.all()} == {"33/CT-TTg", "39-KL/TU"}
    assert [duty.clause for duty in draft.duties.all()] == ["1", "2"]
    assert client.get(f"/van-ban/{draft.pk}/tep/").getvalue() == content


@needs_libreoffice
def test_a_doc_in_a_font_of_before_unicode_is_converted(client: Client) -> None:
    sent = {"upload": SimpleUploadedFile("cu.doc", (SAMPLES / "chi-thi-tcvn3.doc").read_bytes())}
    page = client.post("/van-ban/moi/", {"entry_key": "k", **sent}, follow=True)
    assert "Đã chuyển từ mã TCVN3 (ABC) sang Unicode." in page.content.decode()
    assert "Thủ tướng Chính phủ, Sở Nội vụ báo cáo trước ngày 30/4" in Directive.objects.get().text


def test_a_host_without_libreoffice_says_what_it_lacks(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.files.programs._PATH", "/nowhere")
    content = (SAMPLES / "chi-thi.doc").read_bytes()
    response = upload(client, "chi-thi.doc", content, text="Phần chữ đã gõ")
    assert response.status_code == 422
    told = str(response.context["form"].errors["upload"])
    assert "chưa cài LibreOffice (gói libreoffice-writer-nogui)" in told
    assert response.context["form"]["text"].value() == "Phần chữ đã gõ"


@needs_libreoffice
@pytest.mark.parametrize("seed", [1, 2])
def test_a_broken_doc_is_told_beside_the_field_or_read(client: Client, seed: int) -> None:
    broken, chance = bytearray((SAMPLES / "chi-thi.doc").read_bytes()), random.Random(seed)
    for place in chance.sample(range(512, len(broken) - 2048), 4000):
        broken[place] = chance.randrange(256)
    response = upload(client, "chi-thi.doc", bytes(broken))
    assert response.status_code in (302, 422)
    if response.status_code == 422:
        assert response.context["form"].errors
