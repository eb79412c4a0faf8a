"""The boards as a leader looks at them: with keys alone, on a phone, on paper."""

import mimetypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route
from pypdf import PdfReader

from directives.assignments.models import Assignment
from tests.chromium import launched
from tests.shell.test_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
ClientOf = Callable[[str], Client]
SITE = "http://cong.test"
BOARDS = ("board", "roll_up", "trend", "ranking")
_LINK = re.compile(r'href="(/nhiem-vu/[^"#]*)"')
# The links of a board that say a number of works, and how many they say.
NUMBERS = """() => [...document.querySelectorAll("#board a")]
  .map(one => [one.getAttribute("href"), one.innerText.trim()])
  .filter(([href, said]) => href.startsWith("/nhiem-vu/?") && /^[0-9]+(\\s|$)/.test(said))
  .map(([href, said]) => [href, parseInt(said)])"""
FOCUSED = "document.activeElement.getAttribute('href')"


@pytest.fixture
def pages(much: list[Assignment], client_of: ClientOf) -> dict[str, bytes]:
    """The boards and every list they lead to, by their addresses, as Sở Nội vụ gets them."""
    client = client_of("sonoivu")
    boards = {path: client.get(path).content for path in map(_board, BOARDS)}
    led_to = {unescape(href) for body in boards.values() for href in _LINK.findall(body.decode())}
    return boards | {path: client.get(path).content for path in led_to if "?" in path}


def _board(name: str) -> str:
    return reverse(f"assignments:{name}")


@contextmanager
def looked_at(pages: dict[str, bytes], width: int, height: int) -> Iterator[Page]:
    """A browser that gets these pages and the portal's files, and nothing else."""

    def serve(route: Route) -> None:
        asked = urlsplit(route.request.url)
        path = asked.path + (f"?{asked.query}" if asked.query else "")
        if path in pages:
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
        elif file := finders.find(asked.path.removeprefix("/static/")):
            kind = mimetypes.guess_type(str(file))[0] or "application/octet-stream"
            route.fulfill(body=Path(str(file)).read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404)

    # Started and ended here: beside a running browser, nothing may be asked of the database.
    with contextmanager(launched)() as chromium:
        page = chromium.new_page(viewport={"width": width, "height": height})
        page.route("**/*", serve)
        yield page


def test_a_number_is_reached_by_tab_and_enter_opens_exactly_its_rows(
    pages: dict[str, bytes],
) -> None:
    opened = 0
    with looked_at(pages, 1366, 768) as page:
        for path in map(_board, BOARDS):
            page.goto(f"{SITE}{path}")
            numbers: dict[str, int] = dict(page.evaluate(NUMBERS))
            assert numbers, path
            reached = tabbed_through(page)
            assert set(numbers) <= set(reached), path
            for href, said in list(numbers.items())[:6]:
                page.goto(f"{SITE}{path}")
                page.locator(f'#board a[href="{href}"]').first.focus()
                page.keyboard.press("Enter")
                page.wait_for_url(f"{SITE}{href}")
                assert page.locator("#rows tbody tr").count() == min(said, 25), href
                opened += 1
    assert opened > 12


def tabbed_through(page: Page) -> list[str | None]:
    """Press Tab through the page; every stop shows that it has the focus."""
    stops = page.locator("#board a").count() + page.locator("a, button, input, select").count() + 60
    reached: list[str | None] = []
    page.locator("#noi-dung").focus()
    for _ in range(stops):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        reached.append(page.evaluate(FOCUSED))
    return reached


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768)])
def test_no_board_scrolls_sideways_and_axe_finds_nothing_serious(
    pages: dict[str, bytes], width: int, height: int
) -> None:
    with looked_at(pages, width, height) as page:
        for path in map(_board, BOARDS):
            page.goto(f"{SITE}{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert serious(page) == [], path


def test_on_paper_stand_the_figures_and_no_controls(pages: dict[str, bytes]) -> None:
    with looked_at(pages, 1366, 768) as page:
        for path in map(_board, BOARDS):
            page.goto(f"{SITE}{path}")
            page.emulate_media(media="print")
            for hidden in (".topbar", ".sidebar", "form.filters", ".masthead-actions", ".tabs"):
                assert not page.locator(hidden).first.is_visible(), (path, hidden)
            words = page.evaluate(
                "[...document.querySelectorAll('#board tbody th')]"
                ".filter(one => one.checkVisibility()).map(one => one.innerText.trim())"
            )
            assert words, path
            printed = _words(page.pdf(format="A4", landscape=True))
            assert [one for one in words if _joined(one) not in printed] == [], path


def _words(pdf: bytes) -> str:
    return "".join(_joined(sheet.extract_text()) for sheet in PdfReader(BytesIO(pdf)).pages)


def _joined(words: str) -> str:
    """Without blanks: a line of a narrow column ends where it may."""
    return "".join(words.split())
