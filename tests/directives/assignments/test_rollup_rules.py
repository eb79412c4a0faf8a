"""How the statistic is rolled up, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from directives.assignments.rules import (
    Band,
    By,
    Group,
    RolledUp,
    Share,
    Spread,
    Standing,
    State,
    Tally,
    months_between,
    placed,
    roll_up,
    span,
    spread,
    states_of,
)


def test_each_share_weighs_the_same_however_much_work_it_has() -> None:
    diligent = Share(Tally(on_time=1))
    busy = Share(Tally(on_time=20, overdue=80))
    found = roll_up([diligent, busy])
    assert found.tally.completion == Decimal("20.79")
    assert found.mean == Decimal("60.00")


def test_a_share_with_nothing_fallen_due_weighs_nothing() -> None:
    waiting = Share(Tally(open=7))
    assert roll_up([Share(Tally(on_time=1, overdue=1)), waiting]).mean == Decimal("50.00")
    assert roll_up([waiting]).mean is None


def test_a_share_that_answered_none_of_its_work_is_silent() -> None:
    answered = Share(Tally(open=2), unanswered=1)
    silent = Share(Tally(open=1, overdue=1), unanswered=2)
    found = roll_up([answered, silent])
    assert (found.shares, found.silent, found.unanswered) == (2, 1, 3)


def test_counts_by_the_original_days_stand_beside() -> None:
    extended = Share(Tally(on_time=1), original=Tally(late=1))
    found = roll_up([extended, extended])
    assert (found.tally, found.original) == (Tally(on_time=2), Tally(late=2))


def test_nothing_rolls_up_to_nothing() -> None:
    assert roll_up([]) == RolledUp()


@pytest.mark.parametrize(
    ("word", "states"),
    [
        ("late", (State.LATE,)),
        ("completed", (State.ON_TIME, State.LATE)),
        ("fallen_due", (State.ON_TIME, State.LATE, State.OVERDUE)),
        ("given", tuple(State)),
    ],
)
def test_a_word_of_the_filter_means_one_state_or_those_of_a_group(
    word: str, states: tuple[State, ...]
) -> None:
    assert states_of(word) == states


def test_groups_hold_what_the_tally_adds_up() -> None:
    tally = Tally(1, 20, 300, 4000)
    sums = {group: sum(tally.count(state) for state in group.states) for group in Group}
    assert sums == {
        Group.GIVEN: tally.total,
        Group.COMPLETED: tally.completed,
        Group.FALLEN_DUE: tally.fallen_due,
    }


@pytest.mark.parametrize(
    ("by", "label", "first", "last"),
    [
        (By.MONTH, "Tháng 2/2028", date(2028, 2, 1), date(2028, 2, 29)),
        (By.QUARTER, "Quý I/2028", date(2028, 1, 1), date(2028, 3, 31)),
        (By.YEAR, "Năm 2028", date(2028, 1, 1), date(2028, 12, 31)),
    ],
)
def test_a_day_lies_in_its_month_quarter_and_year(
    by: By, label: str, first: date, last: date
) -> None:
    found = span(by, date(2028, 2, 29))
    assert (found.label, found.first, found.last) == (label, first, last)


def test_the_last_quarter_and_month_end_with_the_year() -> None:
    assert span(By.QUARTER, date(2026, 12, 1)).last == date(2026, 12, 31)
    assert span(By.MONTH, date(2026, 12, 31)).label == "Tháng 12/2026"


@pytest.mark.parametrize("by", By)
def test_every_way_of_rolling_up_states_its_rule_and_its_weights(by: By) -> None:
    assert by.rule.endswith(".")
    assert "Bình quân" in by.rule
    assert by.is_span is (by in (By.MONTH, By.QUARTER, By.YEAR))


def test_units_that_have_come_as_far_share_a_place() -> None:
    half, more, same, none = (
        Standing(1, 1, 2), Standing(2, 3, 4), Standing(3, 6, 8), Standing(4, 0, 0),
    )  # fmt: skip
    found = placed([half, more, none, same])
    assert [(one.standing.key, one.first, one.last) for one in found] == [
        (2, 1, 2), (3, 1, 2), (1, 3, 3), (4, None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("completed", "due", "band"),
    [
        (5, 5, Band.FULL), (99_999, 100_000, Band.FROM_90), (9, 10, Band.FROM_90),
        (89, 100, Band.FROM_80), (1, 2, Band.FROM_50), (49, 100, Band.BELOW_50),
        (0, 3, Band.BELOW_50), (0, 0, Band.NONE_DUE),
    ],
)  # fmt: skip
def test_a_band_begins_at_its_floor_and_nearly_all_is_not_all(
    completed: int, due: int, band: Band
) -> None:
    assert Standing(1, completed, due).band is band


def test_the_spread_is_that_of_the_quartiles_and_needs_four_units() -> None:
    some = [Standing(n, n, 4) for n in range(5)]
    assert spread(some) == Spread(Decimal("25.00"), Decimal("50.00"), Decimal("75.00"))
    assert spread(some[:3]) is None


def test_months_run_from_one_to_another_over_the_year() -> None:
    months = list(months_between(date(2025, 11, 30), date(2026, 2, 1)))
    assert months == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
