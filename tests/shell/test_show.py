"""Numbers, dates, deadlines and states as pages show them."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from portal.calendar.rules import Deadline
from portal.templatetags.show import (
    badge,
    day,
    due_date,
    due_state,
    file_size,
    number,
    percent,
    share,
    weekday,
)

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (1676, "1.676"),
        (1234567, "1.234.567"),
        (Decimal("98.6"), "98,6"),
        (-1500, "-1.500"),
        (None, "chưa xác định"),
    ],
)
def test_numbers_are_written_as_offices_write_them(value: object, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize("value", [57598, 2026])
def test_a_key_or_a_year_in_a_template_is_written_without_dots(value: int) -> None:
    shown = engines["django"].from_string("{{ value }}").render({"value": value})
    assert shown == str(value)


def test_a_number_is_rounded_half_up_to_the_places_asked() -> None:
    assert number(Decimal("2.345"), 2) == "2,35"


@pytest.mark.parametrize(
    ("value", "shown"), [(98.6106, "98,61%"), (100, "100%"), (Decimal("0.5"), "0,50%"), (None, "–")]
)
def test_percents(value: object, shown: str) -> None:
    assert percent(value) == shown


def test_a_share_of_nothing_is_not_a_number() -> None:
    assert share(71, 72) == "98,61%"
    assert share(0, 0) == "–"


def test_days_are_written_with_their_weekday() -> None:
    assert day(dt.date(2026, 2, 5)) == "05/02/2026"
    assert weekday(TODAY) == "Chủ nhật, 22/11/2026"
    assert day(None) == "chưa xác định"


@pytest.mark.parametrize(
    ("left", "done", "state", "word"),
    [
        (-1, None, "late", "Quá hạn 1 ngày"),
        (0, None, "soon", "Hạn hôm nay"),
        (7, None, "soon", "Còn 7 ngày"),
        (8, None, "open", "Còn 8 ngày"),
        (-9, -9, "done", "Xong đúng hạn"),
        (-9, -8, "done-late", "Xong sau hạn"),
    ],
)
def test_a_deadline_has_a_state_and_a_word(
    left: int, done: int | None, state: str, word: str
) -> None:
    due_on = TODAY + dt.timedelta(days=left)
    done_on = None if done is None else TODAY + dt.timedelta(days=done)
    assert due_state(due_on, TODAY, done_on) == (state, word)


def test_what_has_no_deadline_is_never_late() -> None:
    assert due_state(None, TODAY, None) == ("open", "Không có hạn")


def test_a_state_is_told_by_word_and_icon_beside_its_colour() -> None:
    html = engines["django"].from_string('{% badge "late" word %}').render({"word": "Quá <hạn>"})
    assert "Quá &lt;hạn&gt;" in html
    assert "#exclamation-triangle-fill" in html


def test_an_ended_unit_says_until_when_it_stood() -> None:
    unit = SimpleNamespace(
        full_name="Xã Hương Gián", full_name_on=lambda day: "Xã Hương Gián",
        valid_to=dt.date(2025, 6, 30),
    )  # fmt: skip
    template = engines["django"].from_string("{% unit_name unit on %}")
    assert "đến 30/06/2025" in template.render({"unit": unit, "on": None})
    assert "đến" not in template.render({"unit": unit, "on": dt.date(2025, 6, 30)})


def test_a_changed_query_goes_back_to_the_first_page_of_the_list() -> None:
    request = RequestFactory().get("/van-ban/?loai=CT&sau=abc&nam=2025")
    template = engines["django"].from_string("{% query nam=2026 loai=None %}")
    assert template.render({}, request) == "?nam=2026"


def test_sizes_of_files() -> None:
    assert (file_size(500), file_size(1536), file_size(2_621_440)) == (
        "500 byte",
        "2 KB",
        "2,5 MB",
    )


def test_why_a_date_is_that_day_is_escaped() -> None:
    drawn = due_date(Deadline(TODAY, ("Mục <1>.",)))
    assert "Mục &lt;1&gt;." in drawn
    assert "<1>" not in drawn


def test_a_word_that_was_safe_once_is_escaped_when_it_is_plain() -> None:
    assert "<b>Xong</b>" in badge("done", mark_safe("<b>Xong</b>"))
    assert "&lt;b&gt;Xong" in badge("done", "<b>Xong</b>")
