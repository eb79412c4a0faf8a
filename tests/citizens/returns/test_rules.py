"""Forms, formulas and periods of TT 06/2025, without a database."""

from datetime import date

import pytest

from citizens.returns.catalogue import forms, periods
from citizens.returns.rules import Form, broken, newest, summed
from portal.calendar.rules import WEEKENDS_ONLY
from portal.figures import Period

BY_CODE = {form.code: form for form in forms()}
BY_KEY = {period.key: period for period in periods()}


def zeros(form: Form, **values: int) -> dict[int, int]:
    found = dict.fromkeys((one.place for one in form.columns), 0)
    return found | {int(name[1:]): value for name, value in values.items()}


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.code)
def test_columns_are_numbered_from_one_and_formulas_name_them(form: Form) -> None:
    places = [one.place for one in form.columns]
    assert places == list(range(1, len(places) + 1))
    for check in form.checks:
        assert {check.left, *check.right} <= set(places)
        assert check.relation in ("=", "<=", ">=")
    assert broken(form, zeros(form)) == []


def test_the_forms_have_as_many_columns_as_the_circular() -> None:
    assert len(BY_CODE["01/TCD"].columns) == 21
    assert len(BY_CODE["02/XLD"].columns) == 25


def test_a_total_that_is_not_its_parts_is_found() -> None:
    form = BY_CODE["01/TCD"]
    assert broken(form, zeros(form, c1=3, c5=2, c11=1)) == []
    assert [str(one) for one in broken(form, zeros(form, c1=4, c5=2, c11=1))] == [
        "(1) = (5) + (11) + (17)"
    ]


def test_more_handled_than_there_are_is_found() -> None:
    form = BY_CODE["02/XLD"]
    assert "(2) ≤ (1)" in [str(one) for one in broken(form, zeros(form, c1=1, c2=2))]


def test_a_province_is_the_sum_of_its_communes() -> None:
    form = BY_CODE["01/TCD"]
    lines = [zeros(form, c1=2, c5=2), zeros(form, c1=5, c11=5)]
    assert summed(lines, form) == zeros(form, c1=7, c5=2, c11=5)


@pytest.mark.parametrize(
    ("key", "first", "last", "due"),
    [
        ("quy-1", date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 17)),
        ("quy-2", date(2026, 3, 15), date(2026, 6, 14), date(2026, 6, 17)),
        ("6-thang", date(2025, 12, 15), date(2026, 6, 14), date(2026, 6, 17)),
        ("quy-3", date(2026, 6, 15), date(2026, 9, 14), date(2026, 9, 17)),
        ("9-thang", date(2025, 12, 15), date(2026, 9, 14), date(2026, 9, 17)),
        ("quy-4", date(2026, 9, 15), date(2026, 12, 14), date(2026, 12, 17)),
        ("nam", date(2025, 12, 15), date(2026, 12, 14), date(2026, 12, 17)),
    ],
)
def test_the_periods_are_those_of_the_law(key: str, first: date, last: date, due: date) -> None:
    assert BY_KEY[key].of(2026) == Period(first, last)
    assert BY_KEY[key].deadline(2026, WEEKENDS_ONLY).last_day == due


@pytest.mark.parametrize(
    ("on", "key", "year"),
    [
        (date(2026, 11, 26), "quy-3", 2026),
        (date(2026, 12, 14), "quy-3", 2026),
        (date(2026, 12, 15), "quy-4", 2026),
        (date(2027, 1, 2), "quy-4", 2026),
        (date(2026, 3, 14), "quy-4", 2025),
    ],
)
def test_the_period_that_ended_last_is_offered(on: date, key: str, year: int) -> None:
    found, found_year = newest(periods(), on)
    assert (found.key, found_year) == (key, year)
