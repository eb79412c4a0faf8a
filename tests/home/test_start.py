"""The start page: what is to do in panels, what is not in a line, and what each line says."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import resolve, reverse

from citizens.receptions.models import ReceptionDay
from portal.context import NAVIGATION
from portal.home.lines import Line
from portal.home.today import Day, Panel, day_of


def test_every_entry_of_the_navigation_opens_a_page() -> None:
    for entry in NAVIGATION:
        assert resolve(entry.href).url_name, entry.label


def test_the_navigation_has_one_letter_for_one_place() -> None:
    keys = [entry.key for entry in NAVIGATION if entry.key]
    assert len(keys) == len(set(keys))


def test_a_panel_with_nothing_to_do_becomes_one_quiet_sentence() -> None:
    full = Panel("Quá hạn", [Line("Xã An Lạc", "/")], "/", "Không có việc quá hạn.")
    empty = Panel("Chờ duyệt", [], "/", "Không có gì chờ duyệt.")
    day = Day([], [empty, full])
    assert day.busy == [full]
    assert day.quiet == [empty]


def test_no_reception_day_planned_is_something_to_do_and_not_something_done(
    client_of: Callable[[str], Client],
) -> None:
    ReceptionDay.objects.all().delete()
    page = client_of("canbo.lucnam").get("/").content.decode()
    line = page.partition("Chưa lên lịch tiếp công dân của thủ trưởng.")[0].rpartition("<li>")[2]
    assert reverse("receptions:days") in line
    assert "#check-circle-fill" not in line


def test_everyone_has_a_start_page(client_of: Callable[[str], Client], anyone: str) -> None:
    page = client_of(anyone).get("/").content.decode()
    assert "Việc hôm nay" in page
    assert 'aria-current="true"' in page


@pytest.mark.parametrize(("who", "watches"), [("sonoivu", True), ("canbo.lucnam", False)])
def test_who_watches_many_units_has_the_board_at_hand(
    scopes: Callable[[str], object], today: date, who: str, watches: bool
) -> None:
    assert bool(day_of(scopes(who), on=today).board) is watches  # type: ignore[arg-type]
