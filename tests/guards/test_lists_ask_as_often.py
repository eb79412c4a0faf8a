"""A list asks the database as often for twenty rows as for two: every list, found from the URLconf.

The whole demo is loaded, so that lists have rows; each page that names no row is opened by everyone
who may, twice: with pages of two rows, and of twenty.
"""

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from portal import lists
from portal.access import POWERS, Role
from portal.addresses import every_address
from portal.demo.cast import CAST, posting_of

FEW, MANY = 2, 20
# What two rows happened not to have is not fetched along; asked row by row it would be 18 more.
FETCHED_ALONG = 4
_NO_PAGE = ("logout", "export", "download", "source", "template", "feed")


def pages_of(username: str) -> Iterator[str]:
    powers = POWERS[Role(posting_of(username).role)]
    for one in every_address():
        reads = isinstance(one.access, frozenset) and one.access <= powers
        if reads and not one.kwargs and one.name and not one.name.endswith(_NO_PAGE):
            yield one.route


def asked(client: Client, path: str) -> tuple[int, int]:
    """How many queries a page took, and how many rows its list showed; none for what is no page."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    page = (response.context or {}).get("page") if response.status_code == 200 else None
    return len(queries), len(getattr(page, "rows", ()))


@pytest.mark.django_db
def test_a_list_of_twenty_rows_asks_as_often_as_one_of_two(
    client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.DEMO = True
    call_command("load_demo", verbosity=0)
    longer, wrong = set(), []
    for username in {posting_of(one.username).role: one.username for one in CAST}.values():
        client = client_of(username)
        for path in pages_of(username):
            monkeypatch.setattr(lists, "LARGEST", FEW)
            few, few_rows = asked(client, path)
            monkeypatch.setattr(lists, "LARGEST", MANY)
            many, many_rows = asked(client, path)
            if many_rows > few_rows:
                longer.add(path)
            if many > few + FETCHED_ALONG:
                wrong.append(f"{username} {path}: {few_rows} dòng {few}, {many_rows} dòng {many}")
    assert not wrong
    assert len(longer) >= 10  # lists that had more than two rows to show
