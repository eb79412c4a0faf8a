"""The list of assignments goes out as a spreadsheet and comes back filled in."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from directives.assignments import actions
from directives.assignments.models import Assignment, ProgressEntry
from directives.assignments.resources import code_of
from directives.registry.models import Duty
from portal.access import Scope
from portal.audit.models import Entry
from portal.units.models import Organisation

from .conftest import filled

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]


@pytest.fixture
def works(
    duty: Duty, luc_nam: Organisation, bac_giang: Organisation, scopes: ScopeOf
) -> list[Assignment]:
    """Work of two communes of different areas."""
    actions.assign(
        duty=duty, organisations=[luc_nam, bac_giang], due_on=date(2026, 11, 29),
        period="Năm 2026", by=scopes("sonoivu"), on=date(2026, 11, 2),
    )  # fmt: skip
    return [Assignment.objects.get(organisation=one) for one in (luc_nam, bac_giang)]


def exported(client: Client, **filters: str) -> list[dict[str, Any]]:
    response = client.get(reverse("assignments:export"), filters)
    assert response.status_code == 200
    heads, *rows = load_workbook(BytesIO(response.content))["Nhiệm vụ"].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def preview(client: Client, *rows: tuple[Any, ...]) -> Any:
    return client.post(reverse("assignments:fill_in"), {"sheet": filled(*rows)})


# --- out ---


@pytest.mark.parametrize(
    ("username", "units"),
    [
        ("canbo.lucnam", {"Phường Lục Nam"}),
        ("canbo.bacgiang", {"Phường Bắc Giang"}),
        ("diaban.lucnam", {"Phường Lục Nam"}),
        ("sonoivu", {"Phường Lục Nam", "Phường Bắc Giang"}),
        ("canbo.trian", set()),
    ],
)
def test_each_takes_away_the_rows_they_may_read(
    works: list[Assignment], client_of: ClientOf, username: str, units: set[str]
) -> None:
    assert {row["Đơn vị"] for row in exported(client_of(username))} == units


def test_the_spreadsheet_holds_what_the_filtered_list_shows(
    works: list[Assignment], client_of: ClientOf
) -> None:
    client = client_of("sonoivu")
    assert [row["Đơn vị"] for row in exported(client, q="luc nam")] == ["Phường Lục Nam"]
    assert exported(client, trang_thai="on_time") == []
    page = client.get(reverse("assignments:list"), {"q": "luc nam"}, headers={"HX-Request": "true"})
    assert f'{reverse("assignments:export")}?q=luc+nam"' in page.content.decode()


def test_dates_are_dates_and_a_formula_is_text(work: Assignment, client_of: ClientOf) -> None:
    Duty.objects.filter(pk=work.duty_id).update(text='=HYPERLINK("http://xau")')
    response = client_of("sonoivu").get(reverse("assignments:export"))
    sheet: Any = load_workbook(BytesIO(response.content))["Nhiệm vụ"]
    by_head = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (by_head["Nhiệm vụ"].data_type, by_head["Nhiệm vụ"].quotePrefix) == ("s", True)
    assert by_head["Hạn"].value.date() == work.due_on
    assert by_head["Tiến độ (%)"].value == 0


def test_the_export_costs_as_many_queries_for_two_rows_as_for_one(
    works: list[Assignment],
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client, address = client_of("sonoivu"), reverse("assignments:export")
    client.get(address)  # the first visit of a session marks where it is used
    with CaptureQueriesContext(connection) as one:
        client.get(address, {"q": "luc nam"})
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_a_long_list_is_offered_as_background_work(
    works: list[Assignment], client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.exports.http.MOST_AT_ONCE", 1)
    client = client_of("sonoivu")
    offer = client.get(reverse("assignments:export"), {"buoc": "given"})
    assert "Danh sách nhiệm vụ: 2 dòng" in offer.content.decode()
    assert f"{reverse('assignments:list')}?buoc=given" in offer.content.decode()
    assert len(exported(client, q="luc nam")) == 1


# --- back in ---


def test_a_commune_fills_in_what_it_took_away(work: Assignment, client_of: ClientOf) -> None:
    client = client_of("canbo.lucnam")
    row = exported(client)[0] | {"Tiến độ mới (%)": 40, "Nội dung, kết quả": "Đã họp thôn"}
    sent = client.post(
        reverse("assignments:fill_in"), {"sheet": filled(tuple(row.values()), heads=tuple(row))}
    )
    done = client.post(reverse("assignments:take_in"), {"sealed": sent.context["sealed"]})
    work.refresh_from_db()
    entry = work.entries.get()
    assert done.status_code == 302
    assert (work.percent, work.step, entry.note) == (40, "acknowledged", "Đã họp thôn")
    assert Entry.objects.about(work).filter(act="assignment.progress").count() == 1


def test_a_preview_says_what_would_be_and_changes_nothing(
    work: Assignment, client_of: ClientOf
) -> None:
    page = preview(client_of("canbo.lucnam"), (code_of(work.pk), work.version, 40, "Đã họp thôn"))
    assert page.status_code == 200
    assert "0% → 40%" in page.content.decode()
    assert "Ghi 1 dòng" in page.content.decode()
    work.refresh_from_db()
    assert (work.percent, work.entries.count()) == (0, 0)
    assert not Entry.objects.about(work).filter(act="assignment.progress").exists()


def test_the_same_sheet_twice_changes_nothing(work: Assignment, client_of: ClientOf) -> None:
    client, line = client_of("canbo.lucnam"), (code_of(work.pk), work.version, 40, "Đã họp")
    sealed = preview(client, line).context["sealed"]
    for _ in range(2):
        client.post(reverse("assignments:take_in"), {"sealed": sealed})
    again = preview(client, line)
    assert "Đã ghi lần trước" in again.content.decode()
    assert again.context["new"] == 0
    assert ProgressEntry.objects.filter(assignment=work).count() == 1


def test_what_changed_since_the_list_was_taken_is_not_overwritten_unseen(
    work: Assignment, client_of: ClientOf, scopes: ScopeOf
) -> None:
    line = (code_of(work.pk), work.version, 80, "")
    actions.report_progress(
        assignment=work, version=work.version, percent=70, note="", evidence=(), key="a",
        by=scopes("lanhdao.lucnam"),
    )  # fmt: skip
    page = preview(client_of("canbo.lucnam"), line)
    assert page.context["lines"][0].problems[0].startswith("Có người vừa cập nhật")


def test_bad_lines_say_why_and_good_lines_go_in(
    works: list[Assignment], client_of: ClientOf, scopes: ScopeOf
) -> None:
    mine, theirs = works
    actions.report_progress(
        assignment=mine, version=mine.version, percent=60, note="", evidence=(), key="a",
        by=scopes("canbo.lucnam"),
    )  # fmt: skip
    version = mine.version
    page = preview(
        client_of("canbo.lucnam"),
        (code_of(theirs.pk), theirs.version, 50, ""),
        (code_of(999_999), 1, 50, ""),
        ("=1+1", 1, 50, ""),
        (code_of(mine.pk), version, 65, "Tốt"),
        (code_of(mine.pk), version, 66, "Lặp"),
    )
    problems = [" ".join(line.problems) for line in page.context["lines"]]
    assert problems[0] == f"Đơn vị không có nhiệm vụ mã “{code_of(theirs.pk)}”."
    assert problems[1] == f"Đơn vị không có nhiệm vụ mã “{code_of(999_999)}”."
    assert problems[2] == "Mã “=1+1” không phải mã của bảng đã xuất; hãy để nguyên."
    assert problems[3:] == ["", "Nhiệm vụ này đã có ở dòng 5."]
    sealed = page.context["sealed"]
    client_of("canbo.lucnam").post(reverse("assignments:take_in"), {"sealed": sealed})
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.percent, theirs.percent) == (65, 0)


def test_a_code_that_was_typed_over_is_told(work: Assignment, client_of: ClientOf) -> None:
    """Another number with the mark of the first would report on another duty unseen."""
    changed = code_of(work.pk + 1)[:-4] + code_of(work.pk)[-4:]
    page = preview(client_of("canbo.lucnam"), (changed, 1, 40, ""))
    assert "không phải mã của bảng đã xuất" in page.context["lines"][0].problems[0]


def test_a_sheet_of_another_period_says_which(
    work: Assignment, client_of: ClientOf, scopes: ScopeOf
) -> None:
    actions.submit(
        assignment=work, version=work.version, note="Xong", evidence=(), key="b",
        by=scopes("canbo.lucnam"), on=date(2026, 11, 20),
    )  # fmt: skip
    page = preview(client_of("canbo.lucnam"), (code_of(work.pk), 1, 40, ""))
    problem = page.context["lines"][0].problems[0]
    assert problem.startswith("Nhiệm vụ đang ở bước “Chờ duyệt”")
    assert problem.endswith("(Dòng này thuộc kỳ Năm 2026.)")


@pytest.mark.parametrize("where", [2, 3])
def test_a_formula_is_told_and_not_dropped(
    work: Assignment, client_of: ClientOf, where: int
) -> None:
    line: list[Any] = [code_of(work.pk), work.version, 40, "Đã họp"]
    line[where] = "=20+20"
    page = preview(client_of("canbo.lucnam"), tuple(line))
    assert "Ô này là một công thức" in " ".join(page.context["lines"][0].problems)
    assert "=20+20" in page.content.decode()


@pytest.mark.parametrize(
    ("percent", "note", "sentence"),
    [
        (40, "", "Tiến độ giảm từ 60% xuống 40%"),
        (40, "Rà lại số liệu", ""),
        (101, "", "100"),
        ("nhiều", "", "Nhập một số nguyên"),
        (0.5, "", "Nhập một số nguyên"),
        (-1, "", "0"),
        (None, "Chỉ ghi lời", ""),
        ("70%", "", "Nhập một số nguyên"),
    ],
)
def test_what_a_line_may_say(
    work: Assignment, client_of: ClientOf, percent: object, note: str, sentence: str
) -> None:
    Assignment.objects.filter(pk=work.pk).update(percent=60)
    page = preview(client_of("canbo.lucnam"), (code_of(work.pk), work.version, percent, note))
    [line] = page.context["lines"]
    assert bool(line.problems) == bool(sentence)
    assert sentence in " ".join(line.problems)


def test_a_day_that_excel_made_of_a_note_is_kept_as_it_was_shown(
    work: Assignment, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")
    sealed = preview(client, (code_of(work.pk), work.version, 40, date(2026, 11, 12))).context[
        "sealed"
    ]
    client.post(reverse("assignments:take_in"), {"sealed": sealed})
    assert work.entries.get().note == "12/11/2026"


@pytest.mark.parametrize("nothing", [None, " ", "\u200b"])
def test_lines_left_blank_are_passed_over(
    work: Assignment, client_of: ClientOf, nothing: str | None
) -> None:
    page = preview(client_of("canbo.lucnam"), (code_of(work.pk), work.version, None, nothing))
    assert page.context["lines"] == []
    assert "Không có dòng nào được điền" in page.content.decode()


def test_a_refusal_between_preview_and_confirmation_is_told(
    work: Assignment, client_of: ClientOf, scopes: ScopeOf
) -> None:
    client = client_of("canbo.lucnam")
    sealed = preview(client, (code_of(work.pk), work.version, 40, "")).context["sealed"]
    actions.submit(
        assignment=work, version=work.version, note="Xong", evidence=(), key="b",
        by=scopes("canbo.lucnam"), on=date(2026, 11, 20),
    )  # fmt: skip
    done = client.post(reverse("assignments:take_in"), {"sealed": sealed}, follow=True)
    assert "Không ghi được 1 dòng; dòng 2: Nhiệm vụ đang ở bước" in done.content.decode()


def test_a_seal_of_another_making_is_refused(work: Assignment, client_of: ClientOf) -> None:
    client = client_of("canbo.lucnam")
    done = client.post(reverse("assignments:take_in"), {"sealed": "W10:x:y"}, follow=True)
    assert "Bản xem trước không còn dùng được" in done.content.decode()


def test_a_seal_does_not_carry_over_to_another_commune(
    work: Assignment, client_of: ClientOf
) -> None:
    line = (code_of(work.pk), work.version, 40, "")
    sealed = preview(client_of("canbo.lucnam"), line).context["sealed"]
    client_of("canbo.bacgiang").post(reverse("assignments:take_in"), {"sealed": sealed})
    work.refresh_from_db()
    assert work.percent == 0


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("a.xlsx", b"MZ not a sheet"), "không phải là Excel"),
        (SimpleUploadedFile("a.csv", b"a,b"), "Không nhận tệp"),
        (None, "Hãy chọn một tệp."),
    ],
)
def test_another_file_is_refused_beside_the_field(
    client_of: ClientOf, file: SimpleUploadedFile | None, sentence: str
) -> None:
    sent = client_of("canbo.lucnam").post(
        reverse("assignments:fill_in"), {"sheet": file} if file else {}
    )
    assert sent.status_code == 422
    assert sentence in sent.content.decode()


def test_a_sheet_of_another_shape_gets_one_sentence(client_of: ClientOf) -> None:
    sheet = filled((1, 2), heads=("Tên", "Số"))
    sent = client_of("canbo.lucnam").post(reverse("assignments:fill_in"), {"sheet": sheet})
    assert sent.status_code == 422
    assert sent.context["form"].errors["sheet"] == [
        "Đây không phải bảng lấy từ danh sách: cần có các cột “Mã nhiệm vụ”, “Lần cập nhật”, "
        "“Tiến độ mới (%)”, “Nội dung, kết quả”, “Kết quả mới theo chỉ tiêu”."
    ]


def test_an_error_that_no_person_can_mend_is_not_held_back(
    work: Assignment, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(actions, "report_progress", broken)
    with pytest.raises(RuntimeError, match="the database is gone"):
        preview(client_of("canbo.lucnam"), (code_of(work.pk), work.version, 40, ""))
