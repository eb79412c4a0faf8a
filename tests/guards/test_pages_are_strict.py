"""No page carries a script, a style or a handler in its text, and each says so to the browser.

The pages come from the URLconf, as in the matrix: every address that answers a page is opened as
each of the people who may see it, with the rows of `tests/matrix/rooms/`.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.addresses import Address, every_address
from tests.matrix.askers import POSTED
from tests.matrix.conftest import world  # noqa: F401
from tests.matrix.samples import SAMPLES, Sample, load_rooms
from tests.matrix.world import World, undone

load_rooms()
TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
_ADDRESSES = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data"}


class Inline(HTMLParser):
    """Collects what a strict policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") == "application/json"  # read by a script, run by nobody
        if tag == "style" or (tag == "script" and not given.get("src") and not data):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"<{tag} {name}>")
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if (
                name in _ADDRESSES and address.startswith(("javascript:", "vbscript:", "data:text"))
            ) or (name in {"src", "data"} and address.startswith(("http:", "https:", "//"))):
                self.found.append(f"<{tag} {name}={value}>")


def inline(page: str) -> list[str]:
    parser = Inline()
    parser.feed(page)
    return sorted(set(parser.found))


def opened() -> Iterator[tuple[Address, Sample]]:
    everybody = [Sample(dict, POSTED)]
    for address in every_address():
        for sample in SAMPLES.get(address.name, []) if address.kwargs else everybody:
            yield address, sample


def loose(response: object) -> list[str]:
    """Return what the headers of an answer leave open."""
    headers = response.headers  # type: ignore[attr-defined]
    policy = headers.get("Content-Security-Policy", "")
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
    }
    found = [name for name, value in wanted.items() if headers.get(name) != value]
    if "unsafe-" in policy or "default-src 'none'" not in policy:
        found.append(f"Content-Security-Policy: {policy}")
    if "no-store" not in headers.get("Cache-Control", ""):
        found.append(f"Cache-Control: {headers.get('Cache-Control')}")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "sample"), list(opened()), ids=lambda part: getattr(part, "route", "")
)
def test_every_page_is_strict(
    world: World,  # noqa: F811
    address: Address,
    sample: Sample,
) -> None:
    with undone():
        url = reverse(address.name, kwargs=dict(sample.make()))
        for username in sorted(sample.seen_by & set(_one_of_each_role())):
            answer = world.send(world.asker(username), "get", url)
            if answer.status >= 300 and answer.status not in (403, 404, 405):
                continue
            assert loose(answer.response) == [], username
            if answer.is_page:
                assert inline(answer.body) == [], username


def _one_of_each_role() -> tuple[str, ...]:
    return ("canbo.lucnam", "lanhdao.lucnam", "diaban.lucnam", "sonoivu", "mttq.tinh", "quantri")


@pytest.mark.parametrize(
    "address", ["/tai-khoan/dang-nhap/", "/khong-co/", "/xac-minh/", "/xac-minh/aaaa/"]
)
@pytest.mark.django_db
def test_pages_for_strangers_are_strict(address: str, client: Client) -> None:
    response = client.get(address)
    assert inline(response.content.decode()) == []
    assert [each for each in loose(response) if not each.startswith("Cache-Control")] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_writes_a_style_or_a_handler(path: Path) -> None:
    """Also of templates that no sample above happens to render."""
    source = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "x", path.read_text(encoding="utf-8"))
    paper = "_paper" in path.name or "paper" in path.parts or "/pdf" in str(path)
    assert paper or inline(source) == []


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        "<p style='color:red'>",
        "<style>p{}</style>",
        "<a onclick='x()'>",
        "<a href=' java\tscript:x()'>",
        "<img src='//example.com/x.png'>",
        "<b hx-on:click='x()'>",
    ],
)
def test_what_is_forbidden_is_found(page: str) -> None:
    assert inline(page)


def test_a_person_is_there_to_open_them(db: None) -> None:
    assert User.objects.filter(username__in=_one_of_each_role()).count() == 6
