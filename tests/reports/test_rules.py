from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.calendar.rules import WEEKENDS_ONLY, Rolling
from portal.figures import Figure
from portal.reports.outline import Outline, Section, Sum, Window
from portal.reports.rules import (
    Refusal,
    capacities,
    check_ended,
    differences,
    left_out,
    missing,
    paper_problems,
    recounted,
    reminder_due,
    reminder_text,
    rewritten,
    unequal_sums,
)

WINDOW = Window(starts=(11, 16), ends=(11, 15), due_before=(11, 30))
DUE = date(2026, 11, 29)
OUTLINE = Outline(
    title="Kết quả năm {year}", source="", window=WINDOW, symbol="BC-UBND", recipients=(),
    signers=(),
    sections=(
        Section("situation", "I. KHÁI QUÁT", required=True),
        Section("results", "II. KẾT QUẢ", heading_only=True),
        Section("conduct", "1. Đạo đức công vụ"),
        Section("plan", "III. NHIỆM VỤ NĂM {next_year}", required=True),
    ),
)  # fmt: skip


def figure(key: str, value: int | Decimal | None) -> Figure:
    return Figure(key, key, value, "lượt", "")


def test_what_is_required_and_blank_is_missing_in_the_order_of_the_form() -> None:
    assert missing(OUTLINE, {"plan": "  \n"}, year=2026) == [
        "I. KHÁI QUÁT",
        "III. NHIỆM VỤ NĂM 2027",
    ]


def test_a_heading_alone_and_what_may_stay_empty_are_never_missing() -> None:
    assert missing(OUTLINE, {"situation": "a", "plan": "b"}, year=2026) == []


def test_before_the_thirtieth_means_the_twenty_ninth() -> None:
    assert WINDOW.deadline(2026, WEEKENDS_ONLY).last_day == WINDOW.named_day(2026) == DUE


def test_the_period_ends_in_the_year_it_is_named_by() -> None:
    period = WINDOW.period(2026)
    assert (period.starts_on, period.ends_on) == (date(2025, 11, 16), date(2026, 11, 15))
    assert period.starts_on == WINDOW.period(2025).ends_on + timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2026, 11, 15), 2025), (date(2026, 11, 16), 2026), (date(2027, 3, 1), 2026)],
)
def test_the_year_to_report_is_that_of_the_newest_period_that_has_ended(
    on: date, year: int
) -> None:
    assert WINDOW.year_on(on) == year


def test_a_deadline_says_why() -> None:
    deadline = WINDOW.deadline(2026, WEEKENDS_ONLY)
    assert deadline.start == "Số liệu từ ngày 16/11/2025 đến hết ngày 15/11/2026."
    assert "“Trước ngày 30/11/2026” không gồm ngày đó" in deadline.rule[0]


def test_a_due_day_rolls_off_days_off_only_where_the_form_says_so() -> None:
    rolls = replace(WINDOW, rolling=Rolling.BACK, rolling_basis="Quy chế báo cáo")
    assert rolls.deadline(2026, WEEKENDS_ONLY).last_day == date(2026, 11, 27)  # 29/11 is a Sunday
    assert "Quy chế báo cáo" in rolls.deadline(2026, WEEKENDS_ONLY).rule[-1]


def test_a_report_cannot_be_signed_on_the_last_day_of_its_period() -> None:
    with pytest.raises(Refusal) as refused:
        check_ended(ends_on=date(2026, 11, 15), on=date(2026, 11, 15))
    assert "chưa kết thúc" in refused.value.sentence
    check_ended(ends_on=date(2026, 11, 15), on=date(2026, 11, 16))


@pytest.mark.parametrize(
    ("left", "name"),
    [(11, ""), (10, "T-10"), (9, "T-10"), (3, "T-3"), (1, "T-3"), (0, "T-0")],
)
def test_a_reminder_slept_through_is_made_good_by_the_newest(left: int, name: str) -> None:
    assert reminder_due(due_on=DUE, on=DUE - timedelta(days=left)) == name


def test_late_ones_are_reminded_once_a_week() -> None:
    names = [reminder_due(due_on=DUE, on=DUE + timedelta(days=late)) for late in (1, 7, 8, 15)]
    assert names == ["late-0", "late-0", "late-1", "late-2"]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 26), "còn 3 ngày"),
        (DUE, "hạn hôm nay"),
        (date(2026, 12, 1), "quá hạn 2 ngày"),
    ],
)
def test_a_reminder_says_how_long_is_left(on: date, said: str) -> None:
    assert said in reminder_text(title="Báo cáo năm", due_on=DUE, on=on)


def test_a_typed_number_that_differs_is_told_beside_the_computed_one() -> None:
    found = differences([figure("a", 3), figure("b", 5)], {"a": "4", "b": "5.00"})
    assert [(one.key, one.computed, one.typed) for one in found] == [("a", 3, Decimal(4))]


def test_a_number_typed_where_the_system_knows_none_differs() -> None:
    assert [one.key for one in differences([figure("a", None)], {"a": "0"})] == ["a"]


def test_a_total_that_is_not_the_sum_of_its_parts_is_told() -> None:
    """1.305 + 202 + 168 = 1.675, and a real report prints 1.676."""
    parts = [figure("a", 1305), figure("b", 202), figure("c", 168), figure("total", 1675)]
    rule = Sum("total", ("a", "b", "c"))
    (found,) = unequal_sums([rule], parts, {"total": "1676"})
    assert (found.total, found.parts) == (Decimal(1676), Decimal(1675))
    assert unequal_sums([rule], parts, {}) == []


def test_a_sum_with_an_unknown_part_is_not_judged() -> None:
    assert unequal_sums([Sum("t", ("a",))], [figure("a", None), figure("t", 3)], {}) == []


def test_a_stand_in_signs_for_another_and_never_as_the_head() -> None:
    head, deputy, by_order = ("GIÁM ĐỐC",), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), ("TL. GIÁM ĐỐC", "X")
    signers = (head, deputy, by_order)
    assert capacities(signers, stands_in=False) == signers
    assert capacities(signers, stands_in=True) == (deputy, by_order)


def test_a_refusal_passes_through_a_block_that_cleans_up() -> None:
    @contextmanager
    def block() -> Iterator[None]:
        yield

    with pytest.raises(Refusal, match="Chưa được"), block():
        raise Refusal("Chưa được")


def problems(number: str = "", issued_on: date | None = None) -> dict[str, str]:
    return paper_problems(
        number=number, issued_on=issued_on, starts_on=date(2025, 11, 16), on=date(2026, 11, 23)
    )


@pytest.mark.parametrize(
    "number", ["", "1", "03", "125", "125a", "125B", "12đ", "125/BC-UBND", "125a/BC-SNV", "7/BC-BCĐ-VP"]
)  # fmt: skip
def test_a_number_of_the_register_is_taken(number: str) -> None:
    assert problems(number) == {}


@pytest.mark.parametrize(
    "number",
    ["<b>😀</b>", "abc", "0", "000", "-1", "125 a", "125ab", "12/5", "125/", "125/BC", "125/QĐ-UBND",
     "125/BC-UBND<i>", "123456789", "125\n", "１２"],
)  # fmt: skip
def test_a_number_of_no_register_is_refused_in_words(number: str) -> None:
    assert "125/BC-UBND (Nghị định 30/2020/NĐ-CP)" in problems(number)["number"]


def test_a_paper_is_dated_from_the_period_until_today() -> None:
    assert problems(issued_on=date(2025, 11, 16)) == problems(issued_on=date(2026, 11, 23)) == {}
    assert "sau hôm nay (23/11/2026)" in problems(issued_on=date(2030, 1, 1))["issued_on"]
    assert "trước kỳ số liệu" in problems(issued_on=date(2025, 11, 15))["issued_on"]


def test_what_may_stay_blank_and_does_is_left_out() -> None:
    assert left_out(OUTLINE, {"plan": ""}, year=2026) == ["1. Đạo đức công vụ"]
    assert left_out(OUTLINE, {"conduct": "Tốt."}, year=2026) == []


def test_what_became_of_words_is_told_without_them() -> None:
    assert rewritten("", "Mới.") == ("", "đã viết")
    assert rewritten("Cũ.", "Mới.") == ("đã viết", "đã sửa")
    assert rewritten("Cũ.", " ") == ("đã viết", "")
    assert rewritten("Cũ.", "Cũ.") is None


def test_typed_figures_that_changed_are_told_by_their_label() -> None:
    changed = recounted(
        {"a": "1", "b": "2", "c": "3.0"}, {"b": "5", "c": "3", "d": "4"}, {"a": "Lượt"}
    )
    assert changed == {
        "Lượt, số của đơn vị": (Decimal(1), None),
        "b, số của đơn vị": (Decimal(2), Decimal(5)),
        "d, số của đơn vị": (None, Decimal(4)),
    }
