"""Letters that no database, sheet or document takes; numbers that only look like numbers."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from directives.registry.models import Directive
from directives.registry.uploads import text_of
from portal.files.rules import FileKind
from portal.http import sent_id
from portal.text import nfc, one_line
from tests.matrix.samples import SAMPLES, load_rooms

load_rooms()


def test_unwritable_letters_do_not_come_in() -> None:
    assert nfc("a\0b\x01\x0b\x1f\x7f\ud800\ufffe\uffffc") == "abc"
    assert nfc("một\n\thai\r\n") == "một\n\thai\r\n"
    assert one_line("Nguyễn\x08 Văn\x1b A") == "Nguyễn Văn A"


@pytest.mark.parametrize(
    ("typed", "row"),
    [("12", 12), ("", 0), ("-1", 0), ("1.5", 0), ("²", 0), ("9" * 19, 0), ("9" * 5000, 0)],
)
def test_an_id_that_was_sent_is_a_number_or_nothing(typed: str, row: int) -> None:
    assert sent_id(typed) == row


def test_the_text_of_a_file_is_one_that_a_database_takes() -> None:
    noisy = "\ufeffĐiều 1.\0 Giao\x01 việc".encode("utf-16")
    assert text_of(FileKind.TXT, noisy).text == "Điều 1. Giao việc"


@pytest.mark.django_db
def test_a_text_full_of_noise_is_entered_and_exported(client_of: Callable[[str], Client]) -> None:
    staff = client_of("sonoivu")
    noisy = "Số: 7/CT-UBND\x01\nCHỈ THỊ\nVề \x0bviệc\0 mới\nCăn cứ Chỉ thị số 33/CT-TTg\n"
    upload = SimpleUploadedFile("on.txt", noisy.encode("utf-16"))
    entered = staff.post("/van-ban/moi/", {"upload": upload, "entry_key": "on"})
    assert entered.status_code == 302
    assert "\0" not in Directive.objects.get().text


@pytest.mark.django_db
def test_a_number_that_looks_like_one_finds_nothing(client_of: Callable[[str], Client]) -> None:
    SAMPLES["receptions:visit"][0].make()
    clerk = client_of("canbo.lucnam")
    for typed in ("²", "①", "٣", "½"):
        assert clerk.get("/tiep-cong-dan/", {"q": typed}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "x", "\0", "²", "9" * 30, "9" * 5000])
def test_a_posting_that_is_none_of_mine_is_not_found(
    client_of: Callable[[str], Client], typed: str
) -> None:
    answer = client_of("canbo.lucnam").post("/tai-khoan/vi-tri/", {"posting": typed})
    assert answer.status_code == 404


@pytest.mark.django_db
def test_a_picker_is_asked_for_a_level_that_no_database_takes(
    client_of: Callable[[str], Client],
) -> None:
    asked = {"q": "bac\0", "cap": "a\0b", "ngay": "31/02/2026"}
    assert client_of("sonoivu").get("/don-vi/goi-y/", asked).status_code == 200


@pytest.mark.django_db
def test_a_period_that_no_database_takes_is_cleaned(client_of: Callable[[str], Client]) -> None:
    duty = SAMPLES["assignments:assign"][0].make()["duty_pk"]
    sent = {"due_on": "31/02/2026", "period": "Năm\0 2026", "organisations": ["x", "9" * 30]}
    assert client_of("sonoivu").post(f"/nhiem-vu/giao/{duty}/", sent).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1"])
def test_a_sheet_runs_nothing_that_a_person_typed(
    client_of: Callable[[str], Client], formula: str
) -> None:
    SAMPLES["registry:directive"][0].make()
    Directive.objects.update(subject=formula, signer=formula)
    answer = client_of("sonoivu").get("/van-ban/xuat/")
    book = load_workbook(BytesIO(_body(answer)))
    cells = [cell for sheet in book.worksheets for row in sheet for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def _body(answer: object) -> bytes:
    streamed = getattr(answer, "streaming_content", None)
    return b"".join(streamed) if streamed else answer.content  # type: ignore[attr-defined]
