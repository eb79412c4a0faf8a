"""The login leads to no other site: every way of asking for one is tried."""

from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client

from portal.demo.cast import DEMO_PASSWORD

AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "\\\\evil.example\\",
    "/\\evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "%2f%2fevil.example/",
    "/%09/evil.example/",
    "/%5cevil.example/",
    " //evil.example/",
    "\x00//evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "ftp://testserver/",
]


def leads_away(response: HttpResponseBase) -> str:
    """Return where an answer leads, when that is not a path of this site; "" otherwise."""
    for name in ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "Refresh"):
        to = response.headers.get(name, "")
        parts = urlsplit(to)
        inside = (to.startswith("/") and not to.startswith(("//", "/\\"))) or to.startswith("?")
        if to and (parts.netloc or parts.scheme or not inside):
            return f"{name}: {to}"
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", AWAY)
@pytest.mark.parametrize("by_htmx", [False, True])
def test_login_leads_nowhere_else(client: Client, wanted: str, by_htmx: bool) -> None:
    headers = {"HX-Request": "true"} if by_htmx else {}
    typed = {"username": "canbo.lucnam", "password": DEMO_PASSWORD, "next": wanted}
    sent = client.post("/tai-khoan/dang-nhap/", typed, headers=headers)
    assert "_auth_user_id" in client.session
    assert leads_away(sent) == ""


def test_a_way_out_is_found() -> None:
    assert leads_away(HttpResponse(headers={"Location": "//evil.example"}))
    assert leads_away(HttpResponse(headers={"HX-Redirect": "javascript:x"}))
    assert not leads_away(HttpResponse(headers={"Location": "/quan-tri/?a=//b"}))
