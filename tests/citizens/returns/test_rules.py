"""Forms, formulas and periods of TT 06/2025, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from citizens.returns.catalogue import form_files, periods
from citizens.returns.rules import (
    Form,
    broken,
    confirm_problem,
    newest,
    summed,
    tidy,
    untied,
)
from portal.calendar.rules import WEEKENDS_ONLY
from portal.figures import Period

FORMS = [Form.of(file.content) for file in form_files()]
BY_CODE = {form.code: form for form in FORMS}
BY_KEY = {period.key: period for period in periods()}


def zeros(form: Form, **values: int) -> dict[int, int]:
    found = dict.fromkeys((one.place for one in form.columns), 0)
    return found | {int(name[1:]): value for name, value in values.items()}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_columns_are_numbered_from_one_and_formulas_name_them(form: Form) -> None:
    places = [one.place for one in form.columns]
    assert places == list(range(1, len(places) + 1))
    for check in form.checks:
        assert {check.left, *check.right} <= set(places)
        assert check.relation in ("=", "<=", ">=")
    assert broken(form, zeros(form)) == []


@pytest.mark.parametrize(
    ("code", "columns"),
    [
        ("01/TCD", 21),
        ("02/XLD", 25),
        ("03/GQKN", 23),
        ("04/GQTC", 25),
        ("05/KQTH", 31),
        ("06/QLKNTC", 17),
    ],
)
def test_the_forms_have_as_many_columns_as_the_circular(code: str, columns: int) -> None:
    assert len(BY_CODE[code].columns) == columns


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_the_head_covers_every_column_once_in_every_row(form: Form) -> None:
    depth, covered = len(form.heads), [0] * len(form.heads)
    for row, heads in enumerate(form.heads):
        for head in heads:
            for below in range(row, row + head.rows):
                covered[below] += head.columns
    assert covered == [len(form.columns)] * depth


@pytest.mark.parametrize(
    ("code", "values", "told"),
    [
        ("03/GQKN", {"c2": 3, "c3": 1, "c4": 1}, "(2) = (3) + (4) + (5) + (6)"),
        ("03/GQKN", {"c7": 1}, "(7) = (8) + (9) + (10) + (11) + (12)"),
        ("03/GQKN", {"c20": 1}, "(20) ≤ (19)"),
        ("03/GQKN", {"c22": 1, "c23": 2}, "(23) ≤ (22)"),
        ("04/GQTC", {"c2": 1}, "(2) = (3) + (4) + (5) + (6)"),
        ("04/GQTC", {"c7": 1}, "(7) = (8) + (9) + (10) + (11) + (12) + (13)"),
        ("04/GQTC", {"c22": 1}, "(22) ≤ (21)"),
        ("04/GQTC", {"c25": 1}, "(25) ≤ (24)"),
        ("05/KQTH", {"c1": 1, "c2": 2}, "(2) ≤ (1)"),
        ("05/KQTH", {"c5": 1}, "(5) ≤ (3)"),
        ("05/KQTH", {"c12": 1}, "(12) ≤ (11)"),
        ("05/KQTH", {"c17": 1}, "(17) ≤ (16)"),
        ("05/KQTH", {"c28": 1}, "(28) ≤ (27)"),
        ("06/QLKNTC", {"c8": 1}, "(8) ≤ (6)"),
    ],
)
def test_each_relation_of_the_circular_is_checked(
    code: str, values: dict[str, int], told: str
) -> None:
    form = BY_CODE[code]
    assert [str(one) for one in broken(form, zeros(form, **values))] == [told]


@pytest.mark.parametrize(
    ("code", "values", "other", "told"),
    [
        ("03/GQKN", {"c1": 2}, {"02/XLD": {6: 1}}, "(1) = (6) của 02/XLD"),
        ("04/GQTC", {"c1": 2}, {"02/XLD": {12: 1}}, "(1) = (12) của 02/XLD"),
        ("05/KQTH", {"c1": 1}, {"03/GQKN": {7: 2}, "04/GQTC": {}}, "(1) ≥ (7) của 03/GQKN"),
        ("05/KQTH", {"c16": 1}, {"03/GQKN": {}, "04/GQTC": {7: 2}}, "(16) ≥ (7) của 04/GQTC"),
    ],
)
def test_what_ties_forms_together_is_checked(
    code: str, values: dict[str, int], other: dict[str, dict[int, int]], told: str
) -> None:
    form = BY_CODE[code]
    assert [str(one) for one in untied(form, zeros(form, **values), other)] == [told]


def test_a_form_says_the_same_when_it_comes_from_its_row() -> None:
    content = next(form_files()).content
    stored = content | {"valid_from": content["valid_from"].isoformat()}
    assert Form.of(stored) == Form.of(content)


def test_amounts_lose_empty_decimals_only() -> None:
    shown = [str(tidy(Decimal(one))) for one in ("20.00", "100", "12.50", "0.00")]
    assert shown == ["20", "100", "12.5", "0"]


@pytest.mark.parametrize(
    ("on", "is_of_law", "told"),
    [
        (date(2026, 9, 14), True, "đến hết ngày 14/09/2026"),
        (date(2026, 9, 15), True, None),
        (date(2026, 9, 15), False, "Chỉ xác nhận số liệu của một kỳ báo cáo"),
    ],
)
def test_figures_are_confirmed_after_the_last_day_of_a_period_of_the_law(
    on: date, is_of_law: bool, told: str | None
) -> None:
    problem = confirm_problem(BY_KEY["quy-3"].of(2026), is_of_law=is_of_law, on=on)
    assert problem is None if told is None else told in str(problem)


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
