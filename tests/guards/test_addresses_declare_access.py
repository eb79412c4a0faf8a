"""Every address declares who may come in, and the access table says the same."""

from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern

from portal.access import Power, declared_access, public, requires
from portal.addresses import Address, every_address
from portal.http import Request
from portal.management.commands.access_table import access_table

ACCESS_TABLE = Path(settings.BASE_DIR) / "docs" / "access.md"


def undeclared(addresses: list[Address]) -> list[str]:
    """Return the addresses whose view says neither `@requires` nor `@public`."""
    return [address.route for address in addresses if address.access is None]


def unnamed(addresses: list[Address]) -> list[str]:
    """Return the addresses that no template can name."""
    return [address.route for address in addresses if not address.name]


def of_views(*views: object) -> list[Address]:
    """Return the addresses of a URLconf that holds just these views."""
    patterns = [path(f"trang-{n}/", view, name=f"v{n}") for n, view in enumerate(views)]  # type: ignore[call-overload]
    return every_address(URLResolver(RegexPattern(r"^"), patterns))


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@requires(Power.UNIT_READ)
def guarded(request: Request) -> HttpResponse:
    return HttpResponse()


@public(because="thử")
def welcoming(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_every_address_declares_who_may_come_in() -> None:
    assert undeclared(every_address()) == []


def test_every_address_has_a_name() -> None:
    assert unnamed(every_address()) == []


def test_a_view_without_a_declaration_is_found() -> None:
    assert undeclared(of_views(guarded, bare, welcoming)) == ["/trang-1/"]


def test_an_address_without_a_name_is_found() -> None:
    resolver = URLResolver(RegexPattern(r"^"), [path("vo-danh/", welcoming)])
    assert unnamed(every_address(resolver)) == ["/vo-danh/"]


def test_a_declaration_survives_an_outer_decorator() -> None:
    assert declared_access(guarded) == frozenset({Power.UNIT_READ})
    assert declared_access(welcoming) == "thử"


def test_the_access_table_in_docs_is_what_the_code_says() -> None:
    written = ACCESS_TABLE.read_text(encoding="utf-8")
    assert written == access_table(), "run: python manage.py access_table"


def test_the_access_table_shows_a_view_that_declares_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "portal.management.commands.access_table.every_address", lambda: of_views(bare)
    )
    assert "**chưa khai báo**" in access_table()
