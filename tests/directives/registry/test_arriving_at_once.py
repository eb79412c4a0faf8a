"""On PostgreSQL, two connections: whoever commits last, a citation and its directive find each other."""

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.apps import apps
from django.db import connections, transaction

from directives.registry.actions import enter
from directives.registry.kinds import ReferenceState
from directives.registry.models import CrossReference, Directive
from portal.access import Scope

Save = Callable[..., Directive]
Act = Callable[[], object]
EMPTIED = ["directives.registry", "portal.files", "portal.notices"]
ONLY_OURS = pytest.mark.django_db(transaction=True, available_apps=EMPTIED)  # the map stays
DAYS = (dt.date(2020, 11, 26), dt.date(2021, 11, 26))
HEAD = {"number": "33/CT-TTg", "issuer": "Thủ tướng Chính phủ"}
LONG_ENOUGH = 1.5  # seconds: the second either waits for the first, or has long been through

pytestmark = [pytest.mark.services, ONLY_OURS]


@pytest.fixture(autouse=True)
def whole_site(on_postgresql: None, transactional_db: None) -> Iterator[None]:
    """Every app while the test runs, so that pages have addresses; `EMPTIED` is emptied after it."""
    apps.unset_available_apps()
    yield
    apps.set_available_apps(EMPTIED)


@pytest.fixture
def commune(scopes: Callable[[str], Scope]) -> Scope:
    """Somebody of another organisation: no record of theirs waits for one of the province's."""
    return scopes("canbo.lucnam")


def overlapping(first: Act, second: Act) -> None:
    """Run `second` while `first` is done but not committed, each on its own connection."""
    done, through = Event(), Event()

    def holding() -> None:
        try:
            with transaction.atomic():
                first()
                done.set()
                through.wait(LONG_ENOUGH)
        finally:
            done.set()
            connections.close_all()

    def following() -> None:
        done.wait(30)
        try:
            second()
        finally:
            through.set()
            connections.close_all()

    with ThreadPoolExecutor(2) as hands:
        for one in [hands.submit(holding), hands.submit(following)]:
            one.result()


def cite(number: int, by: Scope, on: dt.date = DAYS[1]) -> Directive:
    words = f"Thực hiện Chỉ thị số 33/CT-TTg ngày {on:%d/%m/%Y} của Thủ tướng Chính phủ."
    return enter(text=f"{words} Lần {number}.", entry_key=f"citing {number}", by=by)


def states() -> set[str]:
    return set(CrossReference.objects.filter(number="33/CT-TTg").values_list("state", flat=True))


def test_a_directive_arrives_before_the_one_that_cites_it_is_committed(
    saved: Save, commune: Scope
) -> None:
    overlapping(lambda: cite(1, commune), lambda: saved(**HEAD, issued_on=DAYS[1]))
    assert states() == {ReferenceState.RESOLVED}


def test_a_directive_is_cited_before_its_arrival_is_committed(saved: Save, commune: Scope) -> None:
    overlapping(lambda: saved(**HEAD, issued_on=DAYS[1]), lambda: cite(1, commune))
    assert states() == {ReferenceState.RESOLVED}


def test_two_directives_of_one_number_arrive_at_once_and_each_gets_its_own(
    saved: Save, staff: Scope, commune: Scope
) -> None:
    owners = [staff, commune]
    for place in range(6):
        cite(place, owners[place % 2], DAYS[place % 2])
    first, second = (lambda on=on: saved(**HEAD, on=on, issued_on=on) for on in DAYS)
    overlapping(first, second)
    found = CrossReference.objects.filter(number="33/CT-TTg", state=ReferenceState.RESOLVED)
    days = found.order_by("target__issued_on").values_list("target__issued_on", flat=True)
    assert list(days) == sorted(DAYS * 3)
