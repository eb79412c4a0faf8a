"""Last year's paper book: read by the form's columns, good lines in, each bad one told why."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from citizens.receptions.actions import import_book
from citizens.receptions.figures import figures
from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.models import Handling, Matter, Reception, ReceptionSeries, Visitor
from citizens.receptions.old_books import Line, read_book
from citizens.receptions.register import register_forms
from portal.access import Scope
from portal.audit.models import Entry
from portal.figures import Period
from portal.units.models import Organisation
from tests.citizens.receptions.planting import NAME, NUMBER, VILLAGE, found_in

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
PAGE = "/tiep-cong-dan/nhap-so-cu/"
GOOD: dict[str, Any] = {
    "number": 12, "day": date(2025, 9, 5), "person": "Vi Thị Mận – Thôn Hạ, phường Lục Nam",
    "identity": "024179001234", "content": "Xin sửa đường liên thôn",
    "kind_and_count": "Kiến nghị\n3 người", "kind": "Kiến nghị", "count": 3,
    "guided": "UBND phường Bắc Giang, số 12/HD-UBND", "result": "Đã trả lời",
}  # fmt: skip


def book(*lines: dict[str, Any], form: int = 0) -> bytes:
    """The book as an official types it; the older form has a head of two rows."""
    columns = register_forms()[form].columns
    made = Workbook()
    page: Any = made.active
    page.append(["SỔ TIẾP CÔNG DÂN NĂM 2025"])
    heads = [column.group or column.label for column in columns]
    page.append(heads)
    page.append([column.label if column.group else None for column in columns])
    for line in lines:
        page.append([line.get(column.key) for column in columns])
    content = BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.fixture
def office(lucnam: Scope) -> Organisation:
    return Organisation.objects.get(pk=lucnam.organisation_id)


@pytest.fixture
def read(office: Organisation) -> Callable[..., list[Line]]:
    def lines(*typed: dict[str, Any], form: int = 0, checked: bool = False) -> list[Line]:
        content = book(*typed, form=form)
        return read_book(content, office=office, on=ON, names_checked=checked)

    return lines


@pytest.fixture
def take(office: Organisation, lucnam: Scope) -> Callable[[Sequence[Line]], int]:
    return lambda lines: import_book(
        office=office, visits=[one.visit for one in lines if one.visit], by=lucnam
    )


@pytest.mark.parametrize("form", [0, 1])
def test_a_good_line_keeps_its_number_and_says_what_the_book_said(
    form: int, read: Callable[..., list[Line]], take: Callable[[Sequence[Line]], int]
) -> None:
    assert take(read(GOOD, form=form)) == 1
    visit, handling, person = Reception.objects.get(), Handling.objects.get(), Visitor.objects.get()
    assert str(visit) == "12/2025"
    assert (visit.received_on, visit.head_count) == (date(2025, 9, 5), 3)
    assert (person.name, person.address) == ("Vi Thị Mận", "Thôn Hạ, phường Lục Nam")
    assert person.identity_digest
    assert handling.outcome == Outcome.GUIDED
    assert (handling.agency, handling.document_number) == ("UBND phường Bắc Giang", "12/HD-UBND")
    assert not Handling.objects.owed().exists()


def test_no_answer_in_time_is_claimed_of_a_paper_book(
    read: Callable[..., list[Line]], take: Callable[[Sequence[Line]], int], lucnam: Scope
) -> None:
    take(read(GOOD))
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    told = figures(organisations=[lucnam.organisation_id], period=year)
    values = {one.key: one.value for one in told}
    assert values["tcd_1"] == 1
    assert [value for key, value in values.items() if key.startswith("replies_")] == [0, 0, 0, 0]


def test_run_twice_it_changes_nothing_and_the_book_is_closed(
    read: Callable[..., list[Line]], take: Callable[[Sequence[Line]], int]
) -> None:
    take(read(GOOD))
    again = read(GOOD | {"content": "Đã viết lại"}, GOOD | {"number": 13})
    assert [line.is_new for line in again] == [False, True]
    assert take(again) == 1
    series = ReceptionSeries.objects.get()
    assert (series.year, series.last_number, series.closed) == (2025, 13, True)
    assert Matter.objects.filter(summary="Đã viết lại").count() == 0
    assert Entry.objects.filter(act="reception.import").count() == 2


WRONG = {
    "có 13 chữ số": {"identity": "0241790012345"},
    "ở sau hôm nay": {"day": "05/03/2031"},
    "Không có loại “Xin việc”": {"kind_and_count": "Xin việc"},
    "có thể là khiếu nại hoặc kiến nghị": {"kind_and_count": "KN / 2 người"},
    "Ngày tiếp không đọc được": {"day": "hôm qua"},
    "Số thứ tự là một số": {"number": "mười"},
    "Hãy tóm tắt nội dung": {"content": ""},
    "Ghi cả họ tên và địa chỉ": {"person": "Vi Thị Mận"},
    "không thể tiếp công dân": {"day": "05/03/2025"},
    "Hãy ghi hướng xử lý": {"guided": "", "result": ""},
    "hãy bỏ ký tự": {"person": "Vi Thị 😀 – Thôn Hạ"},
    "cử nhiều nhất 5 người đại diện": {
        "kind_and_count": "Kiến nghị, 500 người",
        "person": "\n".join(f"Vi Thị {name} – Thôn Hạ" for name in "ABCDEGHIK"),
    },
    "Có ô là công thức": {"content": "=A1"},
}


@pytest.mark.parametrize("sentence", WRONG)
def test_a_wrong_line_says_why_and_the_good_ones_go_in(
    sentence: str, read: Callable[..., list[Line]], take: Callable[[Sequence[Line]], int]
) -> None:
    lines = read(GOOD | {"number": 5} | WRONG[sentence], GOOD)
    assert sentence in " ".join(lines[0].problems)
    assert take(lines) == 1


def test_two_lines_of_one_number_and_this_year_are_told(read: Callable[..., list[Line]]) -> None:
    _, second, new = read(GOOD, GOOD, GOOD | {"number": 14, "day": "05/03/2026"})
    assert second.problems == ("Số 12 của năm 2025 đã có ở dòng 4.",)
    assert "chỉ nhập sổ của các năm trước" in new.problems[0]


def test_a_book_that_is_written_here_takes_no_import(
    log: Callable[..., Reception], read: Callable[..., list[Line]],
    take: Callable[[Sequence[Line]], int],
) -> None:  # fmt: skip
    lines = read(GOOD)
    log(received_on=date(2025, 12, 30))
    with pytest.raises(ValidationError, match="đang được ghi trên hệ thống"):
        take(lines)
    assert "đang được ghi trên hệ thống" in read(GOOD)[0].problems[0]


SECRET = GOOD | {
    "kind_and_count": "Tố cáo", "person": f"{NAME} – {VILLAGE}", "identity": NUMBER,
    "content": "Thu sai quy định",
}  # fmt: skip


def test_a_denunciation_takes_no_one_in_and_says_what_was_left_out(
    read: Callable[..., list[Line]], take: Callable[[Sequence[Line]], int],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    (line,) = read(SECRET)
    assert line.visit is not None
    assert "tra theo sổ riêng" in line.visit.remarks[0]
    take([line])
    assert Reception.objects.get().is_secret
    assert Matter.objects.get().kind == MatterKind.DENUNCIATION
    assert found_in(caplog) == []


def test_a_name_or_a_number_in_its_text_is_asked_about(read: Callable[..., list[Line]]) -> None:
    named, numbered = read(
        SECRET | {"content": f"Bà {NAME} tố cáo"}, SECRET | {"content": f"Số {NUMBER}"}
    )
    assert "có vẻ nêu họ tên" in named.problems[0]
    assert "không được chứa số căn cước" in numbered.problems[0]
    checked = read(SECRET | {"content": "Tố cáo ông Nguyễn Văn Bí"}, checked=True)
    assert checked[0].is_new


def test_the_page_previews_writes_nothing_and_then_takes_in(
    client_of: Callable[[str], Client], office: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of("canbo.lucnam")
    content = book(GOOD, SECRET | {"number": 20}, GOOD | {"number": 0})
    with time_machine.travel("2026-11-22T03:00:00+00:00", tick=False):
        sent = {"office": office.pk, "sheet": SimpleUploadedFile("so.xlsx", content)}
        page = client.post(PAGE, sent)
        text = page.content.decode()
        assert "sẽ nhập 2 dòng, 1 dòng chưa nhập được" in text
        assert NAME not in text
        assert not Reception.objects.exists()
        sealed = {"office": office.pk, "sealed": page.context["sealed"]}
        for _ in range(2):
            assert client.post(f"{PAGE}ghi/", sealed).status_code == 302
    assert sorted(Reception.objects.values_list("number", flat=True)) == [12, 20]
    assert found_in(caplog) == []


def test_what_is_no_book_and_whose_book_it_is(
    client_of: Callable[[str], Client], office: Organisation, bacgiang: Scope
) -> None:
    client = client_of("canbo.lucnam")
    made = Workbook()
    content = BytesIO()
    made.save(content)
    sent = {"office": office.pk, "sheet": SimpleUploadedFile("so.xlsx", content.getvalue())}
    assert "Không thấy hàng tiêu đề" in client.post(PAGE, sent).content.decode()
    other = {"office": bacgiang.organisation_id, "sealed": "x"}
    assert client.post(f"{PAGE}ghi/", other).status_code == 404
    assert client.post(f"{PAGE}ghi/", {"office": office.pk, "sealed": "x"}).status_code == 302
    assert client.get(f"{PAGE}mau/").status_code == 200
    assert not Reception.objects.exists()
