"""People by spreadsheet: previewed, entered once, refused by row and column."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from tablib import Dataset

from portal.access import Role, Scope
from portal.accounts import resources
from portal.accounts.actions import free_username
from portal.accounts.models import PaperCode, Posting, User
from portal.accounts.resources import HEADS, RosterLine
from portal.calendar.clock import now, today
from portal.demo.cast import posting_of
from portal.sheets import LINE

ClientOf = Callable[[str], Client]
Scopes = Callable[[str], Scope]
HERE = "UBND phường Lục Nam"


def line(name: str, place: str = HERE, role: str = "Công chức cấp xã", **more: Any) -> list[Any]:
    said = {"full_name": name, "organisation": place, "role": role} | more
    return [said.get(column, "") for column in HEADS]


def entered(
    scopes: Scopes, *lines: list[Any], by: str = "quantri.lucnam", in_earnest: bool = True
) -> list[RosterLine]:
    numbered = [[place, *each] for place, each in enumerate(lines, start=2)]
    told = Dataset(*numbered, headers=[LINE, *HEADS.values()])
    return resources.take_in(told, by=scopes(by), on=today(), at=now(), in_earnest=in_earnest)


def sheet(*lines: Sequence[Any]) -> SimpleUploadedFile:
    book = Workbook()
    page: Any = book.active
    page.append(list(HEADS.values()))
    for each in lines:
        page.append(list(each))
    made = BytesIO()
    book.save(made)
    return SimpleUploadedFile("danh-sach.xlsx", made.getvalue())


def test_a_line_makes_an_account_and_a_posting(scopes: Scopes) -> None:
    (one,) = entered(scopes, line("Nguyễn  Văn Ân", job_title="Công chức Tư pháp"))
    made = User.objects.get(username="nguyen.van.an")
    assert one.is_new
    assert made.full_name == "Nguyễn Văn Ân"
    assert made.postings.get().job_title == "Công chức Tư pháp"
    assert not made.has_usable_password()


def test_the_same_roster_again_changes_nothing(scopes: Scopes) -> None:
    lines = [line("Nguyễn Văn Ân"), line("Trần Thị Bé", phone="0222")]
    entered(scopes, *lines)
    before = (User.objects.count(), Posting.objects.count())
    again = entered(scopes, *lines)
    assert (User.objects.count(), Posting.objects.count()) == before
    assert not any(each.is_new or each.is_changed for each in again)


def test_a_preview_makes_nothing_and_names_the_login(scopes: Scopes) -> None:
    before = User.objects.count()
    (one,) = entered(scopes, line("Nguyễn Văn Ân"), in_earnest=False)
    assert one.entry is not None
    assert one.entry.username == "nguyen.van.an"
    assert User.objects.count() == before


def test_a_taken_login_gets_a_number(scopes: Scopes) -> None:
    entered(scopes, line("Nguyễn Văn Ân"))
    entered(scopes, line("Nguyễn Văn An"))
    assert free_username("NGUYỄN VĂN ẤN") == "nguyen.van.an.3"


def test_a_changed_cell_changes_only_that(scopes: Scopes) -> None:
    entered(scopes, line("Nguyễn Văn Ân"))
    (one,) = entered(scopes, line("Nguyễn Văn Ân", job_title="Phó phòng", phone="0222"))
    assert one.is_changed
    assert one.entry is not None
    assert one.entry.changes == ("tài khoản", "chức vụ")


@pytest.mark.parametrize(
    ("bad", "column", "sentence"),
    [
        (line("", HERE), "Họ và tên", "bắt buộc"),
        (line("A B", "UBND phường Mặt Trăng"), "Cơ quan", "Không có cơ quan nào"),
        (line("A B", role="Vua"), "Vai trò", "Không có vai trò nào tên “Vua”"),
        (line("A B", role="Ủy ban MTTQ"), "Vai trò", "không có vai trò"),
        (line("A B", role="Quản trị đơn vị"), "Vai trò", "không cử được"),
        (line("A B", starts_on="31/02/2026"), "Từ ngày", "Không có ngày"),
        (line("A B", starts_on="02/02/2026", ends_on="01/02/2026"), "Đến hết ngày", "Ngày kết thúc"),
        (line("A B", username="Có Dấu"), "Tên đăng nhập", "không dấu"),
        (line("A B", username="canbo.trian"), "Tên đăng nhập", "đã có người dùng"),
        (line("A B", email="không phải thư"), "Thư điện tử công vụ", "ghi đủ như"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_row_and_column(
    scopes: Scopes, bad: list[Any], column: str, sentence: str
) -> None:
    good, refused = entered(scopes, line("Người Tốt"), bad)
    assert good.is_new
    assert User.objects.filter(full_name="Người Tốt").exists()
    assert refused.number == 3
    assert [head for head, _ in refused.problems] == [column]
    assert sentence in refused.problems[0][1]
    assert not User.objects.filter(full_name="A B").exists()


def test_a_unit_administrator_enters_nobody_elsewhere(scopes: Scopes) -> None:
    (refused,) = entered(scopes, line("A B", "UBND phường Bắc Giang"))
    assert refused.problems[0][0] == "Cơ quan"
    (taken,) = entered(scopes, line("A B", "UBND phường Bắc Giang"), by="quantri")
    assert taken.is_new


def test_who_also_works_elsewhere_is_not_changed_by_a_roster(scopes: Scopes) -> None:
    official = posting_of("canbo.lucnam").user
    Posting.objects.create(
        user=official, organisation=posting_of("quantri").organisation, role=Role.ADMINISTRATOR,
        starts_on=today(),
    )  # fmt: skip
    (refused,) = entered(scopes, line("Tên Khác", username=official.username))
    assert "phân công khác" in refused.problems[0][1]


# --- the pages ---


def test_the_template_offers_real_organisations_and_comes_back(client_of: ClientOf) -> None:
    client = client_of("quantri")
    content = client.get(reverse("accounts:roster_template")).content
    book = load_workbook(BytesIO(content))
    names = {cell.value for cell in book["Danh mục"]["A"]}
    assert {HERE, "Sở Nội vụ thành phố Bắc Ninh"} <= names
    assert "UBND phường Trị An" not in names
    assert len(book["Tài khoản"].data_validations.dataValidation) == 2
    sent = SimpleUploadedFile("mau.xlsx", content)
    page = client.post(reverse("accounts:roster"), {"sheet": sent})
    assert page.status_code == 200
    assert page.context["lines"] == []


def test_a_roster_goes_from_upload_to_slips(client_of: ClientOf) -> None:
    client = client_of("quantri.lucnam")
    page = client.post(
        reverse("accounts:roster"), {"sheet": sheet(line("Nguyễn Văn Ân"), line("Sai", "Đâu đó"))}
    )
    assert (page.context["new"], page.context["bad"]) == (1, 1)
    assert "Cột “Cơ quan”" in page.content.decode()
    assert not User.objects.filter(full_name="Nguyễn Văn Ân").exists()
    sealed = {"sealed": page.context["sealed"]}
    for _ in range(2):
        sent = client.post(reverse("accounts:roster_take_in"), sealed)
        assert sent["Location"] == reverse("accounts:never_logged_in")
    made = User.objects.get(full_name="Nguyễn Văn Ân")
    client.post(reverse("accounts:slips"), {"person": made.pk})
    assert PaperCode.objects.filter(user=made).exists()


def test_bad_rows_come_back_as_a_sheet_to_mend(client_of: ClientOf) -> None:
    client = client_of("quantri.lucnam")
    page = client.post(reverse("accounts:roster"), {"sheet": sheet(line("Sai", "Đâu đó"))})
    sent = client.post(reverse("accounts:roster_bad_lines"), {"sealed": page.context["sealed_bad"]})
    rows = list(load_workbook(BytesIO(sent.content))["Tài khoản"].values)
    assert rows[0][-1] == "Cần sửa"
    assert rows[1][:2] == ("Sai", "Đâu đó")
    assert "Cơ quan: Không có cơ quan nào" in str(rows[1][-1])


def test_lines_that_were_not_sealed_here_are_refused(client_of: ClientOf) -> None:
    before = User.objects.count()
    sent = client_of("quantri.lucnam").post(reverse("accounts:roster_take_in"), {"sealed": "giả"})
    assert sent["Location"] == reverse("accounts:roster")
    assert User.objects.count() == before


def test_a_file_that_is_no_roster_is_told(client_of: ClientOf) -> None:
    page = client_of("quantri").post(
        reverse("accounts:roster"), {"sheet": SimpleUploadedFile("a.xlsx", b"khong phai")}
    )
    assert page.status_code == 422
    assert page.context["form"].errors["sheet"]
