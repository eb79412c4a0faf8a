"""The country's board as the ministry looks at it: at a desk and on a phone, with keys alone."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from directives.assignments.models import Assignment
from tests.directives.assignments.test_boards_in_browser import (
    NUMBERS,
    SITE,
    looked_at,
    tabbed_through,
)
from tests.shell.test_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SIZES = pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
BOARD = reverse("assignments:country")
_LINK = re.compile(r'href="(/nhiem-vu/[^"#]*)"')
CELL = "#board .heat-table td a"
PROVINCE = "#board .heat-table tbody th a"
OVER_THE_EDGE = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def pages(everywhere: list[Assignment], client_of: Callable[[str], Client]) -> dict[str, bytes]:
    """The country's board and every page it leads to, by their addresses, as the ministry gets them."""
    client = client_of("bonoivu")
    board = client.get(BOARD).content
    led_to = {unescape(href) for href in _LINK.findall(board.decode())}
    return {BOARD: board} | {path: client.get(path).content for path in led_to if "?" in path}


@SIZES
def test_a_number_opens_its_rows_and_back_leads_to_the_board(
    pages: dict[str, bytes], width: int, height: int
) -> None:
    with looked_at(pages, width, height) as page:
        page.goto(f"{SITE}{BOARD}")
        numbers: dict[str, int] = dict(page.evaluate(NUMBERS))
        assert len(numbers) >= 5
        for href, said in numbers.items():
            page.locator(f'#board a[href="{href}"]').first.click()
            page.wait_for_url(f"{SITE}{href}")
            assert page.locator("#rows tbody tr").count() == min(said, 25), href
            page.go_back()
            page.wait_for_url(f"{SITE}{BOARD}")
            assert page.locator(PROVINCE).count() == 2


@SIZES
def test_keys_alone_reach_every_number_cell_and_province_and_open_them(
    pages: dict[str, bytes], width: int, height: int
) -> None:
    with looked_at(pages, width, height) as page:
        page.goto(f"{SITE}{BOARD}")
        links = page.locator("#board a").evaluate_all("a => a.map(one => one.getAttribute('href'))")
        assert set(links) <= set(tabbed_through(page))
        for where, shows in ((CELL, "#rows tbody tr"), (PROVINCE, "#board .heat-table tbody tr")):
            opens = page.locator(where).first.get_attribute("href")
            page.locator(where).first.focus()
            page.keyboard.press("Enter")
            page.wait_for_url(f"{SITE}{opens}")
            assert page.locator(shows).count() > 0
            page.goto(f"{SITE}{BOARD}")


@SIZES
def test_no_page_of_the_country_scrolls_sideways_and_axe_finds_nothing_serious(
    pages: dict[str, bytes], width: int, height: int
) -> None:
    with looked_at(pages, width, height) as page:
        page.goto(f"{SITE}{BOARD}")
        opens = [page.locator(one).first.get_attribute("href") for one in (CELL, PROVINCE)]
        for path in (BOARD, *opens):
            page.goto(f"{SITE}{path}")
            assert page.evaluate(OVER_THE_EDGE) <= 0, path
            assert serious(page) == [], path
