"""One roster sent by several hands at once, on PostgreSQL: every person is made once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from tablib import Dataset

from portal.access import Scope
from portal.accounts import resources
from portal.accounts.models import Posting, User
from portal.accounts.resources import HEADS
from portal.accounts.scopes import scope_of
from portal.calendar.clock import now, today
from portal.demo.cast import posting_of
from portal.sheets import LINE

# Only the table of notices is emptied after a test: the map and the cast stay.
pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True, available_apps=["portal.notices"]),
]
HANDS, PEOPLE = 4, 6


@pytest.fixture
def by(on_postgresql: None) -> Iterator[Scope]:
    yield scope_of(posting_of("quantri.lucnam"))
    made = User.objects.filter(full_name__startswith="Cùng Lúc")
    Posting.objects.filter(user__in=made).delete()
    made.delete()


def roster() -> Dataset:
    lines = [
        [place, f"Cùng Lúc {chr(65 + place)}", "UBND phường Lục Nam", "Công chức cấp xã"]
        + [""] * (len(HEADS) - 3)
        for place in range(PEOPLE)
    ]
    return Dataset(*lines, headers=[LINE, *HEADS.values()])


def test_every_person_is_made_once_whoever_sends(by: Scope) -> None:
    ready = Barrier(HANDS)

    def send(_: int) -> int:
        ready.wait()
        try:
            lines = resources.take_in(roster(), by=by, on=today(), at=now(), in_earnest=True)
            return sum(line.is_new for line in lines)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as hands:
        made = list(hands.map(send, range(HANDS)))
    assert sorted(made) == [0] * (HANDS - 1) + [PEOPLE]
    assert User.objects.filter(full_name__startswith="Cùng Lúc").count() == PEOPLE
    assert Posting.objects.filter(user__full_name__startswith="Cùng Lúc").count() == PEOPLE
