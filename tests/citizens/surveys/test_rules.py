"""Rules of surveys against published worked examples. No database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from citizens.surveys.rules.ballots import (
    Answer,
    Choice,
    Count,
    Item,
    Kind,
    as_typed,
    pack,
    read_ballot,
    tally,
    unpack,
)
from citizens.surveys.rules.disclosure import Hidden, hidden_groups, sum_may_be_shown
from citizens.surveys.rules.formulas import SATISFIED_SHARE_1, index, share, wilson
from citizens.surveys.rules.samples import smallest_sample
from citizens.surveys.rules.statistics import wilson_interval

LEVELS = tuple(
    Choice(number, text, good=number == 1)
    for number, text in enumerate(("Hài lòng", "Bình thường", "Không hài lòng"), start=1)
)
SHEET = (
    Item(0, "1", "Đánh giá", "Thái độ", Kind.SINGLE, in_index=True, choices=LEVELS),
    Item(1, "1.1", "Đánh giá", "Vì sao", Kind.SINGLE, shown_if=("1", (3,)), choices=LEVELS[:2]),
    Item(2, "2", "Khác", "Kênh", Kind.MULTIPLE, choices=(Choice(1, "Loa"), Choice(2, "Mạng"))),
    Item(3, "3", "Khác", "Số lần", Kind.NUMBER, required=False, lowest=1, highest=50),
    Item(4, "4", "Khác", "Ý kiến", Kind.TEXT, required=False),
)


@pytest.mark.parametrize(
    ("size", "sample"), [(4000, 364), (1, 1), (76, 64), (1676, 323), (10**7, 400)]
)
def test_the_smallest_sample_follows_the_rule(size: int, sample: int) -> None:
    assert smallest_sample(size, Decimal("0.05")) == sample


def test_a_frame_of_nobody_has_no_sample() -> None:
    with pytest.raises(ValueError, match="at least one"):
        smallest_sample(0, Decimal("0.05"))


@pytest.mark.parametrize(
    ("good", "valid", "low", "high"),
    [
        (81, 263, "25.53", "36.62"),  # Newcombe 1998, Statistics in Medicine 17:857, method 3
        (15, 148, "6.24", "16.05"),
        (0, 20, "0.00", "16.11"),
        (1, 29, "0.61", "17.18"),
    ],
)
def test_the_interval_is_that_of_newcombes_examples(
    good: int, valid: int, low: str, high: str
) -> None:
    found = [bound.quantize(Decimal("0.01")) for bound in wilson(good, valid)]
    assert found == [Decimal(low), Decimal(high)]


@given(st.integers(1, 3000), st.data())
def test_the_interval_solves_wilsons_equation(valid: int, data: st.DataObject) -> None:
    good = data.draw(st.integers(0, valid))
    z, p = 1.959963984540054, good / valid
    for bound in wilson(good, valid):
        at = float(bound) / 100
        assert (p - at) ** 2 == pytest.approx(z * z * at * (1 - at) / valid, abs=1e-5)


@given(st.integers(1, 5000), st.data())
def test_the_interval_is_that_of_statsmodels(valid: int, data: st.DataObject) -> None:
    good = data.draw(st.integers(0, valid))
    judge = proportion_confint(good, valid, method="wilson")
    assert wilson_interval(good, valid) == pytest.approx(judge, abs=1e-12)


def test_linh_cang_is_98_61_percent() -> None:
    found = share(71, 72, 72)
    assert found is not None
    assert found.percent.quantize(Decimal("0.01")) == Decimal("98.61")
    assert found.low < found.percent < found.high


def test_nobody_has_no_share() -> None:
    assert share(0, 0, 0) is None


def test_several_answers_of_one_person_do_not_narrow_the_interval() -> None:
    one, four = share(70, 100, 100), share(280, 400, 100)
    assert one is not None
    assert four is not None
    assert (four.low, four.high) == (one.low, one.high)


def test_a_share_between_two_wholes_takes_the_wider_interval() -> None:
    between = share(141, 200, 100)
    assert between is not None
    assert (between.low, between.high) == (wilson(70, 100)[0], wilson(71, 100)[1])


def test_the_index_counts_good_answers_of_indexed_items_only() -> None:
    counts = {item.code: Count() for item in SHEET}
    counts["1"] = Count(10, by_option={1: 7, 2: 2, 3: 1})
    found = index(SATISFIED_SHARE_1, SHEET, counts)
    assert found.overall is not None
    assert (found.overall.good, found.overall.valid) == (7, 10)
    assert found.sections.keys() == {"Đánh giá"}


def typed(**answers: str) -> dict[str, str]:
    return {code.removeprefix("c").replace("_", "."): given for code, given in answers.items()}


def test_a_ballot_is_read_in_the_order_of_its_questions() -> None:
    read = read_ballot(SHEET, typed(c1="3", c1_1="2", c2="2 1", c3="4", c4="Cần thêm ghế"))
    assert read.errors == {}
    assert read.answers == [3, 2, [1, 2], 4, "Cần thêm ghế"]


def test_an_option_that_does_not_exist_gets_a_sentence() -> None:
    read = read_ballot(SHEET, typed(c1="4", c2="0"))
    assert read.errors == {
        "1": "Câu 1: không có phương án 4. Chọn từ 1 đến 3, hoặc 0 nếu bỏ trống."
    }


def test_a_question_whose_branch_is_closed_must_stay_empty() -> None:
    read = read_ballot(SHEET, typed(c1="1", c1_1="2", c2="0"))
    assert "chỉ trả lời khi câu 1 chọn 3" in read.errors["1.1"]


def test_a_question_whose_branch_is_open_must_be_answered() -> None:
    assert "1.1" in read_ballot(SHEET, typed(c1="3", c2="1")).errors


def test_a_blank_paper_is_entered_with_0() -> None:
    read = read_ballot(SHEET, typed(c1="0", c2="0"))
    assert (read.answers, read.errors) == ([0, None, 0, None, None], {})


def test_a_question_of_another_questionnaire_is_refused() -> None:
    assert read_ballot(SHEET, typed(c1="1", c2="1", c9="1")).errors == {
        "9": "Phiếu này không có câu 9."
    }


@pytest.mark.parametrize("wrong", ["0", "51", "hai", "-1", "1.5", "²"])
def test_a_number_out_of_bounds_is_refused(wrong: str) -> None:
    assert "3" in read_ballot(SHEET, typed(c1="1", c2="1", c3=wrong)).errors


def test_a_text_too_long_is_refused() -> None:
    assert "4" in read_ballot(SHEET, typed(c1="1", c2="1", c4="a" * 1001)).errors


def test_a_ballot_packs_and_comes_back_as_it_was_typed() -> None:
    answers = read_ballot(SHEET, typed(c1="1", c2="1,2", c4="tốt")).answers
    assert pack(answers) == '[1,null,[1,2],null,"tốt"]'
    assert as_typed(SHEET, unpack(pack(answers))) == {
        "1": "1", "1.1": "", "2": "1,2", "3": "", "4": "tốt",
    }  # fmt: skip


def test_a_tally_leaves_out_what_was_blank_or_not_asked() -> None:
    ballots: list[list[Answer]] = [
        [1, None, [1, 2], 3, None],
        [3, 2, 0, None, "ý kiến"],
        [0, None, [2], 5, None],
    ]
    counts = tally(SHEET, ballots)
    assert counts["1"] == Count(2, 0, {1: 1, 2: 0, 3: 1})
    assert counts["2"] == Count(2, 0, {1: 1, 2: 2})
    assert counts["3"] == Count(2, 8, {})
    assert counts["4"].answered == 1


def test_a_small_group_hides_a_second_one_against_subtraction() -> None:
    hidden = hidden_groups({"A": 100, "B": 3, "C": 40})
    assert hidden == {"B": Hidden.SMALL, "C": Hidden.COMPLEMENT}


def test_two_small_groups_too_few_together_hide_a_third() -> None:
    assert hidden_groups({"A": 100, "B": 1, "C": 2}).keys() == {"A", "B", "C"}


def test_two_small_groups_of_five_together_hide_nobody_else() -> None:
    assert hidden_groups({"A": 100, "B": 3, "C": 2}).keys() == {"B", "C"}


def test_an_empty_group_hides_nothing_and_covers_nothing() -> None:
    assert hidden_groups({"A": 100, "B": 0}) == {}
    assert hidden_groups({"A": 100, "B": 0, "C": 3}).keys() == {"A", "C"}


def test_a_single_small_group_hides_the_sum_too() -> None:
    sizes = {"A": 3}
    assert not sum_may_be_shown(sizes, hidden_groups(sizes))


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 30), max_size=12))
def test_no_hidden_group_can_be_had_by_subtraction(sizes: dict[int, int]) -> None:
    hidden = hidden_groups(sizes)
    assert all(size == 0 or size >= 5 or group in hidden for group, size in sizes.items())
    if hidden and sum_may_be_shown(sizes, hidden):
        assert len(hidden) >= 2
        assert sum(sizes[group] for group in hidden) >= 5
