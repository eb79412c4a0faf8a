"""The book: columns of the day's form, filters, a fixed number of queries, a spreadsheet that runs nothing."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from citizens.receptions.entries import PersonEntry
from citizens.receptions.kinds import Host, MatterKind, Outcome
from citizens.receptions.models import Reception
from citizens.receptions.register import FILLS, Cell, register_forms
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
BOOK = "/tiep-cong-dan/"
BEFORE, SINCE = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("canbo.lucnam")


def found(client: Client, **asked: str) -> list[str]:
    """The matters on the page of the book."""
    page = client.get(BOOK, asked).content.decode()
    return [name for name in ("Việc A", "Việc B", "Việc C") if name in page]


def test_the_forms_have_the_columns_of_their_circulars() -> None:
    assert [len(form.columns) for form in register_forms()] == [12, 13]
    assert all(form.keys <= FILLS.keys() for form in register_forms())


def test_each_visit_stands_in_the_form_of_its_day(client: Client, log: Log) -> None:
    log(received_on=BEFORE)
    log(received_on=SINCE)
    page = client.get(BOOK).content.decode()
    assert page.index("Mẫu 03/TCD") < page.index("Mẫu số 03, Thông tư 04/2021")
    assert "chưa đối chiếu bản chính thức" in page


def test_filters_leave_exactly_what_was_asked(client: Client, log: Log) -> None:
    log(case={"summary": "Việc A"}, kind=MatterKind.COMPLAINT)
    log(case={"summary": "Việc B"}, received_on=SINCE, outcome=Outcome.EXPLAINED)
    log(case={"summary": "Việc C"}, host=Host.HEAD, channel="periodic", head_count=6)
    assert found(client) == ["Việc A", "Việc B", "Việc C"]
    assert found(client, loai="complaint") == ["Việc A"]
    assert found(client, huong="explained") == ["Việc B"]
    assert found(client, tu="02/07/2026") == ["Việc A", "Việc C"]
    assert found(client, den="01/07/2026") == ["Việc B"]
    assert found(client, chu="head") == found(client, doan="1") == ["Việc C"]
    assert found(client, tra_loi="dung-han") == ["Việc B"]
    assert found(client, q="viec a") == ["Việc A"]
    assert found(client, q="2") == ["Việc B"]


def test_a_bad_filter_is_said_and_filters_nothing(client: Client, log: Log) -> None:
    log(case={"summary": "Việc A"})
    page = client.get(BOOK, {"tu": "35/11/2026", "loai": "lạ"}).content.decode()
    assert "Không có ngày 35/11/2026" in page
    assert "Việc A" in page


def test_an_identity_number_is_not_searched_by_address(client: Client, log: Log) -> None:
    log()
    page = client.get(BOOK, {"q": "024079001234"}).content.decode()
    assert "Tìm người đã đến" in page


def test_a_number_is_looked_up_by_post(client: Client, log: Log) -> None:
    visit = log()
    page = client.post("/tiep-cong-dan/tim-nguoi/", {"number": "024 079 001 234"}).content.decode()
    assert visit.get_absolute_url() in page
    wrong = client.post("/tiep-cong-dan/tim-nguoi/", {"number": "0240790012345"})
    assert wrong.status_code == 422
    assert "có 13 chữ số" in wrong.content.decode()


@pytest.mark.parametrize("address", [BOOK, "/tiep-cong-dan/vu-viec/"])
def test_twenty_rows_cost_as_many_queries_as_two(
    client: Client, log: Log, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        log()
    client.get(address)
    with django_assert_max_num_queries(40) as two:
        client.get(address)
    for _ in range(18):
        log()
    with django_assert_max_num_queries(len(two)):
        page = client.get(address)
    assert page.content.decode().count("Xin sửa đường liên thôn") == 20


def test_the_book_is_paged_by_key(client: Client, log: Log) -> None:
    for place in range(26):
        log(people=(PersonEntry("Lê Thị Na", "Thôn 2"),), case={"summary": f"Việc số {place}"})
    first = client.get(BOOK)
    assert "Việc số 0<" not in first.content.decode()
    following = first.context["page"].next_href
    assert "Việc số 0<" in client.get(following).content.decode()


def test_the_book_in_its_own_order_begins_with_number_one(client: Client, log: Log) -> None:
    log(case={"summary": "Việc A"}, received_on=date(2026, 11, 20))
    log(case={"summary": "Việc B"}, received_on=date(2026, 11, 10))
    page = client.get(BOOK, {"thu_tu": "so"}).content.decode()
    assert page.index("Việc A") < page.index("Việc B")


def test_the_spreadsheet_has_the_same_rows_and_runs_no_formula(client: Client, log: Log) -> None:
    log(case={"summary": '=HYPERLINK("http://x")'}, kind=MatterKind.COMPLAINT)
    log(case={"summary": "Việc B"}, received_on=BEFORE)
    response = client.post("/tiep-cong-dan/xuat/?loai=complaint")
    book = load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["03-TCD"]
    rows = list(book["03-TCD"].iter_rows(min_row=6, values_only=True))
    assert len(rows) == 1
    assert rows[0][4] == '=HYPERLINK("http://x")'
    assert book["03-TCD"]["E6"].data_type == "s"
    assert rows[0][3] == "0240••••••34"
    assert len(rows[0]) == 13


def test_taking_the_book_away_is_recorded(client: Client, log: Log) -> None:
    log()
    client.post("/tiep-cong-dan/xuat/?tu=01/11/2026")
    entry = Entry.objects.get(act="reception.export")
    assert entry.says == "Xuất sổ tiếp công dân (từ 01/11/2026): 1 lượt."


def test_an_empty_book_says_what_to_do(client: Client) -> None:
    assert "Lượt tiếp đầu tiên sẽ mang số 1" in client.get(BOOK).content.decode()
    assert "Bỏ lọc" in client.get(BOOK, {"q": "x"}).content.decode()


def test_what_people_wrote_is_escaped_in_the_book() -> None:
    column = next(one for one in register_forms()[-1].columns if one.key == "content")
    assert "<div>&lt;b&gt;đất</div>" in Cell(column, ("<b>đất", "")).drawn()
