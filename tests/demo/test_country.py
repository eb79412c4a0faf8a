"""The demo's ministry has something to read: the work of the centre in two provinces."""

import random
from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse

from portal.calendar.clock import today
from portal.demo.country import roll_out_everywhere
from portal.demo.work import issue_directives
from portal.management.commands.load_demo import SEED


def test_the_demos_country_has_work_done_late_open_and_silent_units_in_both_provinces(
    db: None, client_of: Callable[[str], Client]
) -> None:
    on: date = today()
    central, *_ = issue_directives(on=on)
    assert (central.number, central.province_id) == ("33/CT-TTg", None)
    roll_out_everywhere(central, on=on, dice=random.Random(SEED))  # the demo's own
    page = client_of("bonoivu").get(reverse("assignments:country"))
    tally = page.context["total"].tally
    assert min(tally.on_time, tally.late, tally.open, tally.overdue) > 0
    assert 0 < page.context["silent"] < page.context["units"] // 10
    rows = page.context["map"].rows
    assert [row.label for row in rows] == ["Thành phố Bắc Ninh", "Thành phố Đồng Nai"]
    assert all(len([cell for cell in row.cells if cell.more]) == 2 for row in rows)
