"""A page for browsers, its part for htmx, and redirects that lead the whole page."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, override_settings
from django.urls import path
from pytest_django.fixtures import Settings

from portal import htmx

PART = {"HX-Request": "true"}


def page(request: HttpRequest) -> HttpResponse:
    return htmx.render(request, "calendar_like.html", partial="rows")


def away(request: HttpRequest) -> HttpResponse:
    response = redirect("/khac/")
    response.set_cookie("theme", "dark")
    return response


urlpatterns = [path("trang/", page), path("di/", away)]
handler404 = "portal.errors.not_found"

TEMPLATE = (
    "{% load partials %}<html>{% partialdef rows inline %}<ul>hàng</ul>{% endpartialdef %}</html>"
)


@pytest.fixture(autouse=True)
def page_of_this_test(settings: Settings) -> Iterator[None]:
    settings.ROOT_URLCONF = __name__
    engine = settings.TEMPLATES[0]
    loaders = [
        (
            "template_partials.loader.Loader",
            [("django.template.loaders.locmem.Loader", {"calendar_like.html": TEMPLATE})],
        )
    ]
    options = {**engine["OPTIONS"], "loaders": loaders}
    with override_settings(TEMPLATES=[{**engine, "APP_DIRS": False, "OPTIONS": options}]):
        yield


@pytest.mark.django_db
def test_a_browser_gets_the_whole_page_and_htmx_its_part(client: Client) -> None:
    assert client.get("/trang/").content.decode().startswith("<html>")
    assert client.get("/trang/", headers=PART).content.decode() == "<ul>hàng</ul>"


@pytest.mark.django_db
def test_a_page_back_from_history_is_whole(client: Client) -> None:
    headers = {**PART, "HX-History-Restore-Request": "true"}
    assert client.get("/trang/", headers=headers).content.decode().startswith("<html>")


@pytest.mark.django_db
def test_caches_are_told_that_the_two_differ(client: Client) -> None:
    assert "HX-Request" in client.get("/trang/")["Vary"]


@pytest.mark.django_db
def test_a_redirect_leads_the_whole_page_under_htmx(client: Client) -> None:
    response = client.get("/di/", headers=PART)
    assert (response.status_code, response["HX-Redirect"]) == (204, "/khac/")
    assert response.cookies["theme"].value == "dark"
    assert client.get("/di/").status_code == 302
