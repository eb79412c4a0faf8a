"""Every form that changes a row, sent without the version that its page had shown: nothing is saved.

The forms are those of the pages that people can open; the last test says which class was missed.
"""

import re
from collections.abc import Iterator

import pytest
from django.urls import get_resolver

from portal.forms import SeenForm, SeenPart
from tests.attack.hostile import honest
from tests.attack.siege import Bound, Make, Opened, opened, places
from tests.matrix.samples import load_rooms
from tests.matrix.world import NOTES, World, undone

load_rooms()
pytestmark = pytest.mark.django_db
APPS = ("portal", "directives", "citizens")
_SEEN = re.compile(r"(?:[\w-]+-)?seen")
MET: set[str] = set()
FOUND: dict[Make, list[tuple[str, str]]] = {}


def classes(base: type[SeenForm] = SeenForm) -> Iterator[str]:
    for each in base.__subclasses__():
        if each is not SeenPart and each.__module__.split(".")[0] in APPS:
            yield f"{each.__module__}.{each.__name__}"
        yield from classes(each)


def saved(world: World, each: Opened) -> Iterator[str]:
    """Say what is written, or not told, when the version is left out, and when it is emptied."""
    sent = honest(each.form)
    versions = [name for name in sent if _SEEN.fullmatch(name)]
    bound = Bound()
    for without in (
        {name: value for name, value in sent.items() if name not in versions},
        sent | dict.fromkeys(versions, ""),
    ):
        with bound.noting():
            answer = world.send(each.asker, "post", each.form.action, without)
        if not bound.classes & set(classes()):
            return  # another list of what was seen
        if answer.status != 422 or answer.wrote - NOTES:
            yield f"{answer.status} {sorted(answer.wrote - NOTES)}"
        elif "bấm lưu lần nữa" not in answer.body:
            yield "says nothing of it"
    MET.update(bound.classes)


def found_at(world: World, make: Make) -> list[tuple[str, str]]:
    """Send each form of these rows once, whoever asks for it."""
    if make not in FOUND:
        with undone():
            FOUND[make] = [
                (each.form.target, says)
                for each in list(opened(world, make, make(), by_all=False))
                if each.form.method == "post" and any(map(_SEEN.fullmatch, each.form.fields))
                for says in saved(world, each)
            ]
    return FOUND[make]


@pytest.mark.parametrize("make", places(), ids=lambda make: make.__name__)
def test_a_form_without_the_version_seen_saves_nothing(world: World, make: Make) -> None:
    assert found_at(world, make) == []


def test_every_class_of_such_forms_was_sent(world: World) -> None:
    get_resolver().url_patterns  # noqa: B018  # brings in every view, and with it every form
    for make in places():
        found_at(world, make)
    assert sorted(set(classes()) - MET) == []
