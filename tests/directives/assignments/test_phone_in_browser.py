"""A commune's day on a phone: everything that is tapped has room for a thumb, nothing sticks out."""

import mimetypes
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Route

from directives.assignments.models import Assignment
from directives.registry.models import Duty
from tests.chromium import launched

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
ClientOf = Callable[[str], Client]
SITE, THUMB = "http://cong.test", 44
# What can be tapped in the page, with the words that belong to it, and is smaller than a thumb.
TOO_SMALL = """thumb => {
  const found = [];
  for (const one of document.querySelectorAll("main :is(a, button, input, select, textarea, summary)")) {
    const box = one.getBoundingClientRect(), shown = one.checkVisibility({visibilityProperty: true});
    if (!shown || !box.width || one.type === "hidden") continue;
    if (box.height < thumb || box.width < thumb)
      found.push(`${one.textContent.trim() || one.name}: ${box.width} × ${box.height}`);
  }
  return found;
}"""


@pytest.fixture
def day(work: Assignment, client_of: ClientOf) -> dict[str, bytes]:
    """The pages of the day by their paths, as the official gets them one after the other."""
    Duty.objects.update(quantity=2, quantity_unit="mô hình", quantity_bound="at_least")
    client, detail = client_of("canbo.lucnam"), work.get_absolute_url()
    paths = ["/", reverse("assignments:list"), detail]
    pages = {path: client.get(path).content for path in paths}
    typed = {"version": work.version, "key": "k", "percent": "60", "note": "Đã họp", "reached": "1"}
    asked = client.post(reverse("assignments:submit", args=[work.pk]), typed)["Location"]
    pages |= {f"{detail}?sau": client.get(detail).content, asked: client.get(asked).content}
    return pages


def test_everything_that_is_tapped_has_room_for_a_thumb(day: dict[str, bytes]) -> None:
    def serve(route: Route) -> None:
        asked = urlsplit(route.request.url)
        path = asked.path + (f"?{asked.query}" if asked.query else "")
        if path in day:
            route.fulfill(body=day[path], content_type="text/html; charset=utf-8")
        elif file := finders.find(asked.path.removeprefix("/static/")):
            kind = mimetypes.guess_type(str(file))[0] or "application/octet-stream"
            route.fulfill(body=Path(str(file)).read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404)

    # Started and ended here: beside a running browser, nothing may be asked of the database.
    with contextmanager(launched)() as chromium:
        page = chromium.new_page(
            viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
        )
        page.route("**/*", serve)
        for path in day:
            page.goto(f"{SITE}{path}")
            assert page.evaluate(TOO_SMALL, THUMB) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
