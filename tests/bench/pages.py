"""Which pages a role has: read from the URLconf and from the pages themselves, never listed here.

Every address that names no row is opened. What those pages link to is opened once for each address
that names a row; a form of theirs that searches, or filters by a row, is sent once for each. So a
page that is new tomorrow is measured tomorrow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode, urlsplit

from django.urls import Resolver404, resolve

from portal.access import POWERS, Role
from portal.addresses import every_address
from tests.bench.visits import Answer, Browser

COMMON, NOTHING = "nguyen van", "zzzz khong co"
_DEPTH = 3
_LINK = re.compile(r'href="(/[^"#]*)"')
_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_ACTION, _POST = re.compile(r'action="([^"]*)"'), re.compile(r'method="post"', re.IGNORECASE)
_SELECT = re.compile(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_OPTION = re.compile(r'<option\b[^>]*value="(\d{1,9})"')
_NO_PAGE = ("logout", "export", "download", "source")


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure: the name of its address and what is asked of it."""

    name: str
    path: str
    asks: str = ""

    @property
    def label(self) -> str:
        return f"{self.name} {self.asks}".strip()


def pages_of(role: Role, browser: Browser) -> Iterator[tuple[Page, Answer]]:
    """Yield every page the role can open, with how it looks."""
    known: set[str] = set()
    found = [Page(one.name, one.route) for one in every_address() if _is_open(one, role)]
    for depth in range(_DEPTH):
        shown: list[tuple[Page, Answer]] = []
        for page in found:
            if page.label in known or not page.name or page.name.endswith(_NO_PAGE):
                continue
            known.add(page.label)
            answer = browser.get(page.path)
            if answer.is_page:
                shown.append((page, answer))
        yield from shown
        found = [new for page, answer in shown for new in _further(page, answer, forms=depth == 0)]


def _is_open(address: object, role: Role) -> bool:
    access, kwargs = getattr(address, "access", None), getattr(address, "kwargs", ())
    return isinstance(access, frozenset) and access <= POWERS[role] and not kwargs


def _further(page: Page, answer: Answer, *, forms: bool) -> Iterator[Page]:
    """What a page leads to: a row of each address, its searches, its filters by a row."""
    for link in map(unescape, _LINK.findall(answer.text)):
        parts = urlsplit(link)
        name = _name(parts.path)
        if name and not parts.query and resolve(parts.path).kwargs:
            yield Page(name, parts.path)
    for attributes, inside in _FORM.findall(answer.text) if forms else ():
        if not _POST.search(attributes):
            yield from _asked(page, attributes, inside)


def _asked(page: Page, attributes: str, inside: str) -> Iterator[Page]:
    action = _ACTION.search(attributes)
    path = unescape(action[1]) if action and action[1] else urlsplit(page.path).path
    name = _name(path)
    if not name:
        return
    if 'name="q"' in inside:
        for words in (COMMON, NOTHING):
            yield Page(name, f"{path}?{urlencode({'q': words})}", f"q={words}")
    for field, options in _SELECT.findall(inside):
        if (row := _OPTION.search(options)) and field != "nam":
            yield Page(name, f"{path}?{field}={row[1]}", f"{field}=…")


def _name(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
