"""Every address × ways to name another site: nothing sent to the portal leads away from it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from portal.addresses import Address
from portal.demo.cast import DEMO_PASSWORD
from tests.attack.siege import Make, places
from tests.attack.tally import Tally, is_in_sample
from tests.matrix.samples import load_rooms
from tests.matrix.world import Answer, World, undone

load_rooms()
pytestmark = pytest.mark.django_db
EVIL = "evil.example"
PAYLOADS = (
    f"//{EVIL}", f"https:{EVIL}", f"https://{EVIL}/", f"\\\\{EVIL}", f"/\\{EVIL}", f"///{EVIL}",
    f"/{chr(9)}/{EVIL}", f"http:///{EVIL}", f"//testserver@{EVIL}", f"https://testserver.{EVIL}",
    f"//{EVIL}%2F..", f" //{EVIL}",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,evil.example", f"/%09/{EVIL}", f"/.//{EVIL}",
    f"/{chr(13)}{chr(10)}Location: https://{EVIL}", f"/%0d%0aLocation:%20https://{EVIL}", f"{chr(0)}//{EVIL}",
)  # fmt: skip
# All at once: names that products give to "where to go then".
NAMES = (
    "next", "to", "url", "redirect", "redirect_to", "redirect_uri", "return", "return_to", "returnUrl", "back",
    "continue", "goto", "dest", "destination", "from", "ref", "tiep", "ve", "sau", "truoc", "quay_lai",
)  # fmt: skip
HEADERS = (
    "Referer",
    "HX-Current-URL",
    "Origin",
    "X-Forwarded-Host",
    "X-Original-URL",
    "X-Rewrite-URL",
    "Forwarded",
)
LEADING = (
    "Location",
    "HX-Redirect",
    "HX-Location",
    "HX-Push-Url",
    "HX-Replace-Url",
    "Refresh",
    "Link",
    "Content-Location",
)
NOT_IN_HEADERS = dict.fromkeys(map(ord, "\0\r\n"))
WAYS = [(method, htmx) for method in ("get", "post") for htmx in (False, True)]
ASKERS = ("khách", "canbo.lucnam", "sonoivu", "mttq.tinh", "quantri")


class _Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        leads = ("href", "action", "formaction", "src", "hx-get", "hx-post", "hx-push-url")
        self.found += [value or "" for name, value in attrs if name in leads]


def leads_away(target: str) -> bool:
    """Return whether a browser would leave the portal's host for it."""
    plain = "".join(c for c in target if c > " ").replace("\\", "/")
    parts = urlsplit(plain)
    if plain.startswith("data:image/"):
        return False
    return bool(parts.scheme and parts.scheme not in ("http", "https")) or (
        parts.netloc not in ("", "testserver") or (bool(parts.scheme) and not parts.netloc)
    )


def ways_out(answer: Answer) -> Iterator[str]:
    """Return what in an answer leads away from the portal."""
    for name in LEADING:
        target = answer.response.get(name, "")
        if target and (leads_away(target) or "\n" in target):
            yield f"{name}: {target}"
    if answer.is_page:
        links = _Links()
        links.feed(answer.body)
        yield from (link for link in links.found if leads_away(link) or link.startswith("//"))


def attempts(address: Address, *, all_attacks: bool) -> Iterator[tuple[str, str, str, bool]]:
    """Return who asks with what in which way: each payload of each person in one of the four ways."""
    for name, (place, payload) in product(ASKERS, enumerate(PAYLOADS)):
        if all_attacks or is_in_sample(address.name, name, payload, one_in=40):
            method, htmx = WAYS[(place + len(address.route) + ASKERS.index(name)) % len(WAYS)]
            yield name, payload, method, htmx


@pytest.mark.parametrize("make", places(), ids=lambda make: make.__name__)
def test_nothing_leads_away(world: World, tally: Tally, all_attacks: bool, make: Make) -> None:
    tally.what = "Địa chỉ × chuyển hướng ra ngoài (next, Referer, HX-Current-URL…)"
    found = []
    with undone():
        kwargs = dict(make())
        for address, _ in places()[make]:
            url = reverse(address.name, kwargs=kwargs)
            for name, payload, method, htmx in attempts(address, all_attacks=all_attacks):
                sent, plain = dict.fromkeys(NAMES, payload), payload.translate(NOT_IN_HEADERS)
                answer = world.send(
                    world.asker(name), method, url, sent,
                    htmx=htmx, headers=dict.fromkeys(HEADERS, plain),
                )  # fmt: skip
                tally.note(name, answer.status, address.route)
                found += [(url, name, payload, each) for each in ways_out(answer)]
                found += [(url, name, payload, "500")] * (answer.status >= 500)
    assert found == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_login_leads_nowhere_else(world: World, tally: Tally, payload: str) -> None:
    tally.what = "Đăng nhập đúng × next dẫn ra ngoài"
    sent = {"username": "canbo.lucnam", "password": DEMO_PASSWORD, "next": payload}
    for htmx in (False, True):
        answer = world.send(
            world.asker("khách"), "post", reverse("accounts:login"), sent, htmx=htmx
        )
        tally.note("khách", answer.status, "accounts:login")
        assert answer.status == 302
        assert list(ways_out(answer)) == []


@pytest.mark.parametrize(
    "target", [f"//{EVIL}", f"https:{EVIL}", f"/\\{EVIL}", f"/{chr(9)}/{EVIL}", "javascript:x"]
)
def test_what_leads_away_is_found(target: str) -> None:
    assert leads_away(target)


@pytest.mark.parametrize(
    "target", ["/van-ban/?q=//evil", "", "?page=2", "#noi-dung", "http://testserver/"]
)
def test_what_stays_is_not(target: str) -> None:
    assert not leads_away(target)
