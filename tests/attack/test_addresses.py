"""Every address × everyone × ids of all kinds × GET and POST × htmx and plain.

Addresses come from the URLconf, rows and who may see them from the matrix, and so does the judgement
of an answer. Here the ids are also bent, the parts of a page are asked for, and what was written is
looked at: who is refused writes nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product

import pytest
from django.urls import reverse

from portal.addresses import Address, every_address
from tests.attack.tally import Tally, is_in_sample
from tests.matrix.askers import POSTED, Asker
from tests.matrix.samples import SAMPLES, Sample, load_rooms
from tests.matrix.test_every_address import wrong
from tests.matrix.world import NOTES, Answer, World, undone

load_rooms()
pytestmark = pytest.mark.django_db
WAYS = [(method, htmx) for method in ("get", "post") for htmx in (False, True)]
NO_ROW, TOO_LARGE = 2**40, 2**63 + 5
BENT = (
    "-1",
    "1.5",
    "0x10",
    "abc",
    "%00",
    "%EF%BC%91",
    "1%2F2",
    "%F0%9F%92%A3",
    "1;DROP",
    "9" * 400,
)
_PART = re.compile(r"<(?:\w+:)?(\w+)>")
# No id at all is refused before anybody is known.
A_FEW = ("khách", "canbo.lucnam", "quantri")
Kwargs = Mapping[str, object]


def rows() -> dict[Callable[[], Kwargs], list[tuple[Address, Sample]]]:
    """Return each way to make a row with the addresses that name it."""
    found: dict[Callable[[], Kwargs], list[tuple[Address, Sample]]] = {}
    for address in every_address():
        for sample in SAMPLES.get(address.name, []) if address.kwargs else []:
            found.setdefault(sample.make, []).append((address, sample))
    return found


def bent_urls(address: Address, kwargs: Kwargs) -> Iterator[tuple[object, str]]:
    """Return addresses of no row: each part in turn is no id, one that nobody has, or too large."""
    for part in address.kwargs:
        for value in (NO_ROW, TOO_LARGE, *BENT):
            texts = {**kwargs, part: value}
            yield value, _PART.sub(lambda found: str(texts[found[1]]), address.route)  # noqa: B023


def judged(asker: Asker, address: Address, answer: Answer, *, seen: bool) -> str:
    """Return what is wrong with an answer, as the matrix sees it, and by what it wrote."""
    response = answer.response
    response.status_code = answer.status
    if answer.to:
        response["Location"] = answer.to
    if found := wrong(asker, address, seen=seen, response=response):
        return found
    refused = answer.status in (403, 404, 405) or (answer.status == 302 and not asker.is_logged_in)
    if refused and not address.is_public and answer.wrote - NOTES:
        return f"{asker.name}: refused, yet wrote {sorted(answer.wrote - NOTES)}"
    return f"{asker.name}: {answer.broken}" if answer.broken else ""


@pytest.mark.parametrize("make", rows(), ids=lambda make: make.__name__)
def test_an_address_gives_its_row_to_its_own_and_nothing_to_anybody_else(
    world: World, tally: Tally, all_attacks: bool, make: Callable[[], Kwargs]
) -> None:
    tally.what = "Địa chỉ có hàng × mọi người × GET/POST × htmx/thường"
    found = []
    with undone():
        kwargs = dict(make())
        for address, sample in rows()[make]:
            url = reverse(address.name, kwargs=kwargs)
            for asker in world.askers:
                for way in WAYS:
                    if all_attacks or is_in_sample(
                        address.name, make.__name__, asker.name, way, one_in=25
                    ):
                        answer = world.send(asker, way[0], url, htmx=way[1])
                        tally.note(asker.name, answer.status, address.route)
                        seen = asker.name in sample.seen_by
                        found.append((url, way, judged(asker, address, answer, seen=seen)))
    assert [each for each in found if each[2]] == []


@pytest.mark.parametrize("make", rows(), ids=lambda make: make.__name__)
def test_an_address_of_no_row_is_found_by_nobody(
    world: World, tally: Tally, all_attacks: bool, make: Callable[[], Kwargs]
) -> None:
    tally.what = "Địa chỉ với mã hàng không có, quá lớn, méo mó"
    found = []
    with undone():
        kwargs = dict(make())
        for address, _ in rows()[make]:
            for (kind, url), asker in product(bent_urls(address, kwargs), world.askers):
                if kind in BENT and asker.name not in A_FEW:
                    continue
                for way in WAYS:
                    if all_attacks or is_in_sample(address.name, kind, asker.name, way, one_in=100):
                        answer = world.send(asker, way[0], url, htmx=way[1])
                        tally.note(asker.name, answer.status, address.route)
                        found.append((url, way, nothing_there(asker, address, answer)))
    assert [each for each in found if each[2]] == []


def nothing_there(asker: Asker, address: Address, answer: Answer) -> str:
    """Return what is wrong with an answer about a row that is not there."""
    is_told = answer.status in (302, 403, 404, 405) or address.is_public or address.name in DAYS
    if answer.status >= 500 or not is_told:
        return f"{asker.name}: {answer.status}"
    return f"{asker.name}: wrote {sorted(answer.wrote - NOTES)}" if answer.wrote - NOTES else ""


# A year is no row: every one has a page.
DAYS = {"calendar:year"}


@pytest.mark.parametrize(
    "address", [each for each in every_address() if not each.kwargs], ids=lambda each: each.route
)
def test_an_address_without_a_row_asks_who_comes(
    world: World, tally: Tally, all_attacks: bool, address: Address
) -> None:
    tally.what = "Địa chỉ không có hàng × mọi người × GET/POST × htmx/thường"
    found = []
    for asker in world.askers:
        for way in WAYS:
            if all_attacks or is_in_sample(address.route, asker.name, way, one_in=10):
                answer = world.send(asker, way[0], reverse(address.name), htmx=way[1])
                tally.note(asker.name, answer.status, address.route)
                seen = asker.name in POSTED
                found.append((way, judged(asker, address, answer, seen=seen)))
    assert [each for each in found if each[1]] == []
