from datetime import date

import pytest

from portal.retention.rules import (
    FOR_EVER,
    Period,
    last_day_to_destroy,
    period_of,
    periods_in,
    problem_of,
)

ON = date(2026, 11, 23)
YEAR = Period("x", date(2020, 1, 1), 12, "quy định")
UNKNOWN = Period("x", date(2020, 1, 1), None, "không thấy quy định")


def test_a_record_is_past_its_period_counted_from_the_day() -> None:
    assert last_day_to_destroy(YEAR, on=ON) == date(2025, 11, 23)


def test_a_month_that_is_shorter_ends_on_its_last_day() -> None:
    month = Period("x", date(2020, 1, 1), 1, "")
    assert last_day_to_destroy(month, on=date(2026, 3, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("period", [UNKNOWN, None])
def test_an_unknown_period_is_never_over(period: Period | None) -> None:
    assert last_day_to_destroy(period, on=ON) is None
    assert "chưa xác định" in (problem_of(period, date(1990, 1, 1), on=ON) or "")


def test_what_is_not_past_its_period_is_refused() -> None:
    assert problem_of(YEAR, date(2025, 11, 23), on=ON) is None
    assert "23/11/2025" in (problem_of(YEAR, date(2025, 11, 24), on=ON) or "")


def test_the_newest_period_that_holds_counts() -> None:
    later = Period("x", date(2027, 1, 1), 24, "mới")
    assert period_of("x", [YEAR, later], on=ON) == YEAR
    assert period_of("x", [YEAR, later], on=date(2027, 1, 1)) == later


def test_months_left_out_of_the_file_are_unknown() -> None:
    (read,) = periods_in('[[period]]\nclass = "x"\nfrom = 2020-01-01\nsource = "?"\n')
    assert read.months is None
    assert read.label == "chưa xác định"


def test_what_is_kept_for_ever_is_never_past_its_period() -> None:
    (read,) = periods_in(
        '[[period]]\nclass = "x"\nfrom = 2020-01-01\nfor_ever = true\nsource = "Thông tư"\n'
    )
    assert read.label == FOR_EVER
    assert last_day_to_destroy(read, on=ON) is None
    assert "vĩnh viễn" in (problem_of(read, date(1990, 1, 1), on=ON) or "")


def test_a_class_is_not_kept_for_ever_and_for_months() -> None:
    both = '[[period]]\nclass = "x"\nfrom = 2020-01-01\nfor_ever = true\nmonths = 1\nsource = "?"\n'
    with pytest.raises(ValueError, match="ever"):
        periods_in(both)
