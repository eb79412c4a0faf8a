from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest

from directives.assignments.rules import (
    Refusal,
    State,
    Tally,
    added,
    check_due,
    check_more_time,
    check_percent,
    check_rolling,
    deadline_of,
    period_label,
    state_of,
)
from portal.calendar.rules import WEEKENDS_ONLY, Rolling

DUE = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("submitted_on", "accepted", "on", "state"),
    [
        (date(2026, 11, 29), True, date(2026, 12, 31), State.ON_TIME),
        (date(2026, 11, 30), True, date(2026, 12, 31), State.LATE),
        (date(2026, 11, 29), False, date(2026, 11, 29), State.OPEN),
        (date(2026, 11, 29), False, date(2026, 11, 30), State.OVERDUE),
        (None, False, date(2026, 11, 29), State.OPEN),
        (None, False, date(2026, 11, 30), State.OVERDUE),
    ],
)
def test_work_is_judged_by_the_day_of_the_submission_that_was_accepted(
    submitted_on: date | None, accepted: bool, on: date, state: State
) -> None:
    found = state_of(submitted_on=submitted_on, accepted=accepted, due_on=DUE, on=on)
    assert found is state


def test_work_without_a_due_date_is_never_late() -> None:
    late_day = date(2030, 1, 1)
    assert state_of(submitted_on=None, accepted=False, due_on=None, on=late_day) is State.OPEN
    assert state_of(submitted_on=late_day, accepted=True, due_on=None, on=late_day) is State.ON_TIME


def test_rates_are_of_the_work_that_fell_due() -> None:
    tally = Tally(on_time=6, late=2, open=10, overdue=2)
    assert tally.completion == Decimal("80.00")
    assert tally.punctuality == Decimal("60.00")
    assert tally.share_of_all == Decimal("40.00")


def test_rates_of_nothing_are_unknown_not_zero() -> None:
    assert Tally(open=5).completion is None
    assert Tally().share_of_all is None


def test_tallies_add_up() -> None:
    assert added([Tally(1, 2, 3, 4), Tally(10, 20, 30, 40)]) == Tally(11, 22, 33, 44)
    assert added([]) == Tally()


def test_progress_goes_backwards_only_with_a_reason() -> None:
    with pytest.raises(Refusal, match="80% xuống 50%"):
        check_percent(before=80, now=50, note="  ")
    check_percent(before=80, now=50, note="Đo lại khối lượng")


@pytest.mark.parametrize("percent", [-1, 101])
def test_progress_lies_between_0_and_100(percent: int) -> None:
    with pytest.raises(Refusal, match="Từ 0 đến 100"):
        check_percent(before=0, now=percent, note="")


def test_a_due_date_lies_after_the_directive_and_not_in_the_past() -> None:
    issued = date(2026, 11, 1)
    with pytest.raises(Refusal, match="trước ngày ban hành"):
        check_due(due_on=date(2026, 10, 31), issued_on=issued, on=date(2026, 10, 1))
    with pytest.raises(Refusal, match="đã qua"):
        check_due(due_on=date(2026, 11, 20), issued_on=issued, on=date(2026, 11, 21))
    with pytest.raises(Refusal, match="xa hơn 10 năm"):
        check_due(due_on=date(2062, 11, 21), issued_on=issued, on=date(2026, 11, 21))
    check_due(due_on=date(2026, 11, 21), issued_on=issued, on=date(2026, 11, 21))


def test_more_time_ends_within_a_year_of_the_day_that_stands() -> None:
    leap_day = date(2028, 2, 29)
    check_more_time(until=date(2029, 2, 28), due_on=leap_day, on=leap_day)
    with pytest.raises(Refusal, match="28/02/2029"):
        check_more_time(until=date(2029, 3, 1), due_on=leap_day, on=leap_day)
    with pytest.raises(Refusal, match="phải sau"):
        check_more_time(until=leap_day, due_on=leap_day, on=leap_day)


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("yearly", "Năm 2026"),
        ("half_yearly", "6 tháng cuối năm 2026"),
        ("quarterly", "Quý IV/2026"),
        ("monthly", "Tháng 11/2026"),
        ("weekly", "Tuần 48/2026"),
        ("once", ""),
    ],
)
def test_a_recurring_duty_names_its_period(kind: str, label: str) -> None:
    assert period_label(kind, DUE) == label


def test_a_due_date_explains_itself_with_the_wording_and_the_extension() -> None:
    deadline = deadline_of(
        named=DUE, original=DUE, due_on=date(2026, 12, 5), rolling=Rolling.NONE, rolling_basis="",
        wording="trước ngày 30/11", days_off=WEEKENDS_ONLY,
    )  # fmt: skip
    assert deadline.last_day == date(2026, 12, 5)
    assert deadline.rule[0] == "Văn bản ghi: “trước ngày 30/11”."
    assert "29/11/2026" in deadline.rule[1]
    assert "gia hạn đến hết thứ Bảy, 05/12/2026" in deadline.notes[0]


def test_a_day_rolls_only_by_a_rule_that_somebody_named() -> None:
    check_rolling(due_on=None, rolling=Rolling.NONE, basis="")
    check_rolling(due_on=DUE, rolling=Rolling.BACK, basis="Quy chế làm việc")
    for due_on, basis in ((None, "Quy chế"), (DUE, "  ")):
        with pytest.raises(Refusal):
            check_rolling(due_on=due_on, rolling=Rolling.FORWARD, basis=basis)


def test_a_refusal_passes_through_a_block_that_cleans_up() -> None:
    @contextmanager
    def block() -> Iterator[None]:
        yield

    with pytest.raises(Refusal, match="Chưa được"), block():
        raise Refusal("Chưa được")
