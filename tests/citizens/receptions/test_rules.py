"""The rules of receiving citizens, without a database."""

from datetime import date, timedelta

import pytest

from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import Channel, Field, Host, IdentityKind, MatterKind, Mode, Outcome
from citizens.receptions.rules import (
    case_problems,
    head_days_kept,
    hints_of_identity,
    identity_kind_of,
    identity_problem,
    mode_problem,
    name_problem,
    normal_number,
    publicised_in_time,
    redacted,
    reply_deadline,
    reply_problems,
    representatives_problem,
    visit_day_problem,
    visit_problems,
)
from citizens.receptions.rules.register import Column, RegisterForm, form_on
from citizens.receptions.rules.tcd import Counted, tcd_columns
from portal.calendar.rules import WEEKENDS_ONLY, DayKind, DaysOff, MarkedDay

MONDAY = date(2026, 11, 16)
SOMEONE = PersonEntry("Nguyễn Văn Tuấn", "Thôn Đông")


@pytest.mark.parametrize(
    ("people", "named"), [(1, 1), (4, 4), (5, 1), (5, 2), (10, 2), (11, 5), (500, 5)]
)
def test_these_numbers_of_representatives_are_lawful(people: int, named: int) -> None:
    assert representatives_problem(people, named) is None


@pytest.mark.parametrize(
    ("people", "named", "says"),
    [
        (5, 3, "Đoàn 5 người chỉ cử 1 hoặc 2"),
        (10, 3, "Đoàn 10 người"),
        (11, 6, "nhiều nhất 5"),
        (500, 9, "Đoàn 500 người cử nhiều nhất 5 người đại diện, đã ghi 9"),
        (1, 2, "đã ghi tên 2 người"),
        (0, 0, "ít nhất một người"),
        (99999, 1, "quá nhiều"),
    ],
)
def test_these_are_refused_with_a_sentence(people: int, named: int, says: str) -> None:
    assert says in (representatives_problem(people, named) or "")


def test_the_reply_is_due_on_the_tenth_working_day_after_the_visit() -> None:
    assert reply_deadline(MONDAY, WEEKENDS_ONLY).last_day == date(2026, 11, 30)


def test_a_day_off_moves_the_reply_and_says_so() -> None:
    day_off = MarkedDay(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa")
    found = reply_deadline(MONDAY, DaysOff.of([day_off]))
    assert found.last_day == date(2026, 12, 1)
    assert [each.name for each in found.skipped if each.name] == ["Ngày Văn hóa"]
    assert found.basis[0].startswith("Điều 28 Luật Tiếp công dân")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("024 079.001-234", IdentityKind.CITIZEN),
        ("121234567", IdentityKind.OLD_CARD),
        ("c1234567", IdentityKind.PASSPORT),
        ("０２４０７９００１２３４", IdentityKind.CITIZEN),
        ("０２４ 079００１２３４", IdentityKind.CITIZEN),
        ("0240790012345", None),
        ("١٢٣٤٥٦٧٨٩", None),
    ],
)
def test_the_paper_is_told_from_its_number(number: str, kind: IdentityKind | None) -> None:
    assert identity_kind_of(normal_number(number)) is kind


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("0240790012345", "có 13 chữ số; căn cước có 12"),
        ("003079001234", "“003” không phải mã tỉnh"),
        ("HELLO", "Không nhận ra"),
        ("١٢٣٤٥٦٧٨٩", "Không nhận ra"),
    ],
)
def test_a_wrong_number_gets_a_sentence(number: str, says: str) -> None:
    assert says in (identity_problem(number) or "")


def test_a_person_born_abroad_and_another_paper_are_taken() -> None:
    assert identity_problem("216079001234") is None
    assert identity_problem("GKS 12/1950", IdentityKind.OTHER) is None


@pytest.mark.parametrize("name", ["Nguyễn Thị Thủy", "H’Hen Niê", "Y Moan-Êñuôl", "Trần A."])
def test_these_are_names(name: str) -> None:
    assert name_problem(name) is None


def test_an_emoji_and_a_digit_are_named_in_the_sentence() -> None:
    assert "“😀”" in (name_problem("Nguyễn 😀") or "")
    assert "“7”" in (name_problem("Nguyễn 7") or "")


def test_a_visit_lies_neither_ahead_nor_before_the_office() -> None:
    since = date(2025, 7, 1)
    ahead = visit_day_problem(date(2026, 11, 23), on=date(2026, 11, 22), office_since=since)
    early = visit_day_problem(date(2025, 6, 30), on=date(2026, 11, 22), office_since=since)
    assert "ở sau hôm nay" in (ahead or "")
    assert "Cơ quan hoạt động từ ngày 01/07/2025" in (early or "")
    assert visit_day_problem(since, on=since, office_since=since) is None


def test_online_begins_in_july_2026() -> None:
    assert mode_problem(Mode.ONLINE, date(2026, 6, 30)) is not None
    assert mode_problem(Mode.ONLINE, date(2026, 7, 1)) is None


def test_every_problem_of_a_visit_is_told_at_once() -> None:
    visit = VisitEntry(MONDAY, "", Channel.PERIODIC, Host.OFFICIAL)
    person = PersonEntry("Tuấn 1", "", "12345")
    found = visit_problems(visit, [person], is_secret=False, office_since=None, on=MONDAY)
    assert set(found) == {
        "official_name", "channel", "people-1-name", "people-1-place", "people-1-number",
    }  # fmt: skip


def test_a_denunciation_needs_nobody() -> None:
    visit = VisitEntry(MONDAY, "Thủy")
    assert not visit_problems(visit, [], is_secret=True, office_since=None, on=MONDAY)


def test_a_case_says_what_it_is_and_where_it_went() -> None:
    case = CaseEntry(MatterKind.COMPLAINT, Outcome.GUIDED, field=Field.CORRUPTION)
    found = case_problems(case, note="", joins_matter=False)
    assert set(found) == {"summary", "field", "agency"}


@pytest.mark.parametrize("text", ["gọi 0912 345 678", "CCCD 024079001234", "+84912345678"])
def test_numbers_have_no_business_in_a_denunciation(text: str) -> None:
    case = CaseEntry(MatterKind.DENUNCIATION, Outcome.PENDING, text, Field.OTHER)
    assert "Luật Tố cáo" in case_problems(case, note="", joins_matter=False)["summary"]


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("Ông Nguyễn Văn Bí thu sai", ["Nguyễn Văn Bí"]),
        ("do bà Tâm ký", ["Tâm"]),
        ("cán bộ thôn thu sai khoản đóng góp 500.000 đồng năm 2026", []),
        ("UBND xã Lục Nam ban hành Quyết định 12/QĐ-UBND", []),
        ("số 0912.345.678", ["0912.345.678"]),
    ],
)
def test_a_name_or_a_phone_in_free_text_is_noticed(text: str, hints: list[str]) -> None:
    assert [hint.text for hint in hints_of_identity(text)] == hints


def test_what_is_known_is_taken_out_however_it_was_typed() -> None:
    text = "Ông NGUYEN VAN TUAN (0912345678) ở thôn Đông cho biết Nguyễn Văn Tuấn đã nộp"
    found = redacted(text, ["Nguyễn Văn Tuấn", "Thôn Đông"])
    assert found == "Ông [đã xóa] ([đã xóa]) ở [đã xóa] cho biết [đã xóa] đã nộp"


def test_a_reply_lies_between_the_visit_and_today() -> None:
    def problems(day: date | None) -> dict[str, str]:
        return reply_problems(Outcome.PENDING, "", day, None, received_on=MONDAY, on=MONDAY)

    assert "trước ngày tiếp" in problems(MONDAY - timedelta(days=1))["replied_on"]
    assert "ở sau hôm nay" in problems(MONDAY + timedelta(days=1))["replied_on"]
    assert set(problems(MONDAY)) == {"reply_kind"}
    assert problems(None) == {}


def test_the_head_owes_a_day_a_week_then_two_a_month() -> None:
    on = date(2026, 8, 1)
    held = [date(2026, 6, day) for day in (1, 8, 15, 22)] + [date(2026, 7, 6), date(2026, 7, 20)]
    months = [
        head_days_kept(2026, month, held=held, planned=[], on=on, days_off=WEEKENDS_ONLY)
        for month in (6, 7, 8)
    ]
    assert [(month.owed, month.held, month.state) for month in months] == [
        (5, 4, "missed"), (2, 2, "kept"), (2, 0, "open"),
    ]  # fmt: skip


def test_two_days_in_one_week_do_not_make_up_for_another_week() -> None:
    held = [date(2026, 6, 1), date(2026, 6, 2)]
    month = head_days_kept(
        2026, 6, held=held, planned=[], on=date(2026, 7, 1), days_off=WEEKENDS_ONLY
    )
    assert month.held == 1


def test_a_day_is_public_five_working_days_before() -> None:
    day = date(2026, 11, 23)
    assert publicised_in_time(date(2026, 11, 16), day, WEEKENDS_ONLY) is True
    assert publicised_in_time(date(2026, 11, 17), day, WEEKENDS_ONLY) is False
    assert publicised_in_time(None, day, WEEKENDS_ONLY) is None


def form(code: str, first: date, last: date | None) -> RegisterForm:
    return RegisterForm(code, "", "", first, last, "", True, (Column("number", "STT", 5, 11),))


def test_the_form_is_that_of_the_day() -> None:
    forms = (form("cũ", date(2021, 11, 15), date(2026, 6, 30)), form("mới", date(2026, 7, 1), None))
    found = [form_on(forms, date(2026, 6, 30)), form_on(forms, date(2026, 7, 1))]
    assert [one.code for one in [*found, form_on(forms, date(2019, 1, 1))]] == ["cũ", "mới", "cũ"]


def test_the_totals_of_01_tcd_are_the_sums_the_form_prints() -> None:
    columns = tcd_columns(
        {Host.OFFICIAL: Counted(9, 12, 8, 1, 5), Host.HEAD: Counted(3, 4, 2, days=6)}
    )
    assert [columns[place] for place in range(1, 22)] == [
        12, 16, 10, 1, 9, 12, 8, 1, 5, 6, 3, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0,
    ]  # fmt: skip
