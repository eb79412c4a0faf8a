"""Role × unit × every address: who gets the page, who gets 403, who gets 404, who must log in.

The addresses come from the URLconf, so a new one is asked without anybody adding it here; when it
names a row, it needs a sample in `tests/matrix/rooms/`.
"""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse

from portal.access import Power, Role, Scope
from portal.addresses import Address, every_address
from tests.matrix.askers import POSTED, Asker
from tests.matrix.samples import SAMPLES, Sample, load_rooms, without_sample
from tests.matrix.world import World, undone

load_rooms()
NOT_ALLOWED = 405
METHODS = ("get", "post")


def wrong(asker: Asker, address: Address, *, seen: bool, response: HttpResponse) -> str:
    """Return what is wrong about the answer that `asker` got, "" when nothing is."""
    status = response.status_code
    if status >= 500:
        return f"{asker.name}: {status}"
    if address.is_public or status == NOT_ALLOWED:
        return ""
    wanted = expected(asker, address, seen=seen)
    if isinstance(wanted, str):
        there = status == 302 and response["Location"].startswith(wanted)
        return "" if there else f"{asker.name}: {status}, not sent to {wanted}"
    if wanted:
        return "" if status == wanted else f"{asker.name}: {status}, not {wanted}"
    return f"{asker.name}: {status}, though it is theirs" if status in (403, 404) else ""


def expected(asker: Asker, address: Address, *, seen: bool) -> int | str:
    """Return where they are sent, or the status that refuses them; 0 when the page is theirs."""
    if not asker.is_logged_in:
        return resolve_url(settings.LOGIN_URL)
    if asker.scope is None:
        return reverse("accounts:postings")
    powers = address.access
    if not isinstance(powers, frozenset) or not powers <= asker.scope.powers:
        return 403
    return 0 if seen else 404


def asked() -> list[tuple[Address, Sample]]:
    """Return every address with each of its samples; one that names no row is everybody's."""
    no_row = [Sample(dict, POSTED)]
    return [
        (address, sample)
        for address in every_address()
        for sample in (SAMPLES.get(address.name, []) if address.kwargs else no_row)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "sample"), asked(), ids=lambda part: getattr(part, "route", "")
)
def test_everyone_gets_what_their_role_and_unit_give(
    world: World, address: Address, sample: Sample
) -> None:
    with undone():
        url = reverse(address.name, kwargs=dict(sample.make()))
        found = [
            wrong(
                asker, address, seen=asker.name in sample.seen_by,
                response=world.send(asker, method, url).response,
            )
            for asker in world.askers
            for method in METHODS
        ]  # fmt: skip
    assert [each for each in found if each] == []


def test_every_address_that_names_a_row_has_a_sample() -> None:
    assert without_sample(every_address(), SAMPLES) == []


def test_an_address_without_a_sample_is_found() -> None:
    assert "accounts:user" in without_sample(every_address(), {})


# --- the matrix itself is shown to notice ---

COMMUNE = Scope(1, "Thủy", 1, Role.COMMUNE_OFFICIAL, 1, "people_committee", 1, "commune")


class _Active:
    is_active = True


class _Inactive:
    is_active = False


AT_WORK = Asker("Thủy", _Active(), COMMUNE)  # type: ignore[arg-type]  # only is_active is asked


def _address(access: object) -> Address:
    def view() -> None: ...

    view.access = access  # type: ignore[attr-defined]
    return Address("/x/", "x", view, ())


@pytest.mark.parametrize(
    ("power", "seen", "status"),
    [
        (Power.RECEPTION_READ, False, 200),  # another commune's row
        (Power.RECEPTION_READ, False, 403),  # tells that the row exists
        (Power.RECEPTION_READ, True, 404),  # their own row
        (Power.USER_MANAGE, True, 200),  # an act of another role
        (Power.USER_MANAGE, True, 404),
        (Power.RECEPTION_READ, True, 500),
    ],
)
def test_a_wrong_answer_to_someone_at_work_is_found(power: Power, seen: bool, status: int) -> None:
    address = _address(frozenset({power}))
    assert wrong(AT_WORK, address, seen=seen, response=HttpResponse(status=status))


@pytest.mark.parametrize("asker", [Asker("khách"), Asker("nghỉ", _Inactive())])  # type: ignore[arg-type]
def test_a_page_shown_to_a_stranger_is_found(asker: Asker) -> None:
    address = _address(frozenset({Power.UNIT_READ}))
    assert wrong(asker, address, seen=True, response=HttpResponse())


def test_right_answers_pass() -> None:
    address = _address(frozenset({Power.RECEPTION_READ}))
    assert not wrong(AT_WORK, address, seen=True, response=HttpResponse(status=200))
    assert not wrong(AT_WORK, address, seen=False, response=HttpResponse(status=404))
