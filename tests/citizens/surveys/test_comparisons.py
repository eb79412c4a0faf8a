"""Differences, ranks and margins against published examples and independent libraries. No database."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

from citizens.surveys.rules.comparisons import Verdict, chance_of, marked, ranks, verdicts
from citizens.surveys.rules.formulas import Share, margin, share

# Benjamini, Hochberg (1995), J. R. Statist. Soc. B 57, section 3.2: fifteen tests of a heart study.
HEART = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0,
]  # fmt: skip


def of(good: int, people: int) -> Share:
    found = share(good, people, people)
    assert found is not None
    return found


def test_the_published_example_marks_four_of_fifteen() -> None:
    assert marked(HEART) == [True] * 4 + [False] * 11


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_marks_are_those_of_statsmodels(chances: list[float]) -> None:
    adjusted = multipletests(chances, method="fdr_bh")[1]
    clear = np.abs(adjusted - 0.05) > 1e-9  # on the edge the last bit decides
    assert list(np.array(marked(chances))[clear]) == list((adjusted <= 0.05)[clear])


def test_what_was_not_tested_is_never_marked_and_does_not_count() -> None:
    assert marked([None, 0.04, None]) == [False, True, False]
    assert marked([]) == []


def test_the_test_is_that_of_the_published_example() -> None:
    """5 of 83 against 12 of 99: p = 0.159 in the manual of statsmodels (`proportions_ztest`)."""
    chance = chance_of(of(5, 83), of(12, 99))
    assert chance is not None
    assert round(chance, 3) == 0.159


@given(st.integers(20, 400), st.integers(20, 400), st.data())
def test_chances_are_those_of_statsmodels_z_test(one: int, other: int, data: st.DataObject) -> None:
    first, second = data.draw(st.integers(0, one)), data.draw(st.integers(0, other))
    chance = chance_of(of(first, one), of(second, other))
    if chance is None:
        return
    judge = proportions_ztest([first, second], [one, other])[1]
    assert chance == pytest.approx(judge, abs=1e-12)


def test_too_small_a_cell_is_not_tested() -> None:
    assert chance_of(of(1, 10), of(2, 20)) is None
    assert chance_of(of(10, 10), of(400, 400)) is None
    assert chance_of(of(0, 400), of(0, 400)) is None


def test_one_in_twenty_is_not_marked_by_chance_alone() -> None:
    """A p-value of 0.04 among a hundred communes says nothing; alone it would be marked."""
    assert verdicts([(of(60, 100), of(4970, 10000))] + [(of(50, 100), of(50, 100))] * 99)[0] is None
    assert verdicts([(of(60, 100), of(4970, 10000))]) == [Verdict.ABOVE]


def test_a_large_difference_is_marked_with_its_side() -> None:
    assert verdicts([(of(20, 100), of(80, 100)), None]) == [Verdict.BELOW, None]


def test_ranks_leave_out_few_ballots_and_share_ties() -> None:
    found = ranks([of(90, 100), of(99, 99), None, of(180, 200), of(10, 100)])
    assert found == [1, None, None, 1, 3]


@pytest.mark.parametrize(
    ("size", "sample"), [(100, 80), (500, 217), (1000, 278), (4000, 351), (10_000, 370)]
)
def test_the_margin_is_that_of_the_published_table(size: int, sample: int) -> None:
    """Krejcie, Morgan (1970): the sample that gives ±5% at p = 0.5 from so many."""
    half = Share(1, 2, sample, Decimal(50), Decimal(0), Decimal(0))
    found = margin(half, size)
    assert found is not None
    assert abs(found - 5) < Decimal("0.1")  # the table counts whole people


@given(st.integers(5, 3000), st.data())
def test_the_margin_is_that_of_scipys_hypergeometric(size: int, data: st.DataObject) -> None:
    people = data.draw(st.integers(1, size - 1))
    good = data.draw(st.integers(1, size - 1))
    found = margin(Share(good, size, people, Decimal(0), Decimal(0), Decimal(0)), size)
    spread = hypergeom(size, good, people).std() / people
    assert float(found or 0) == pytest.approx(1.959963984540054 * spread * 100, abs=1e-3)


def test_who_asks_everybody_errs_by_nothing() -> None:
    assert margin(of(30, 50), 50) == 0
    assert margin(of(1, 1), 1) == 0
    assert margin(of(30, 51), 50) is None


@pytest.mark.parametrize("good", [0, 8])
def test_a_few_of_one_mind_are_not_told_to_err_by_nothing(good: int) -> None:
    assert margin(of(good, 8), 4000) is None
    assert margin(of(good, 8), 8) == 0
