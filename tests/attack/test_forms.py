"""Every form × hostile input: no 500, no English, nothing typed is lost, nothing elsewhere changes.

The forms are those of the pages that people can open, so that a new one is attacked without anybody
adding it here; the last tests say when a class of forms, or an address that takes a POST, was missed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from unittest.mock import patch

import pytest
from django import forms
from django.urls import get_resolver
from hypothesis import given, settings

from portal.text import nfc
from tests.attack.english import english_of
from tests.attack.foreign import Rows, changed, ids_of_rows, rows_elsewhere
from tests.attack.hostile import posted
from tests.attack.pages import Form, forms_of
from tests.attack.siege import Bound, Make, Opened, opened, places, web_ballot
from tests.attack.tally import Tally
from tests.matrix.samples import load_rooms
from tests.matrix.world import NOTES, Answer, World, undone

load_rooms()
pytestmark = pytest.mark.django_db
APPS = ("portal", "directives", "citizens")
FEW, MANY = 8, 30


@dataclass
class Siege:
    """All attacks of this file; each set of rows is attacked once, whoever asks for it."""

    world: World
    by_all: bool
    bound: Bound = field(default_factory=Bound)
    results: dict[Make, tuple[Tally, list[str]]] = field(default_factory=dict)

    def attack(self, make: Make) -> tuple[Tally, list[str]]:
        if make not in self.results:
            with undone(), self.bound.noting():
                self.results[make] = self._attacked(make)
        return self.results[make]

    def attack_web_ballot(self) -> tuple[Tally, list[str]]:
        """Attack the questionnaire that opens to nobody but by a code."""
        with undone(), self.bound.noting():
            return self._all_of([web_ballot(self.world)])

    def _attacked(self, make: Make) -> tuple[Tally, list[str]]:
        kwargs = make()
        return self._all_of(list(opened(self.world, make, kwargs, by_all=self.by_all)))

    def _all_of(self, forms: list[Opened]) -> tuple[Tally, list[str]]:
        tally, found = Tally("Biểu mẫu × dữ liệu độc hại"), []
        ids = ids_of_rows()
        for each in forms:
            found += [f"{each.form.key[:2]} {says}" for says in self._one(each, ids, tally)]
        return tally, found

    def _one(self, each: Opened, ids: tuple[str, ...], tally: Tally) -> list[str]:
        found: list[str] = []
        target = "/".join((each.form.target, each.form.method, *each.form.key[2]))

        @settings(max_examples=MANY if self.by_all else FEW)
        @given(posted(each.form, ids))
        def attack(sent: dict[str, list[Any]]) -> None:
            answer = self._sent(each, sent)
            tally.note(each.asker.name, answer.status, target)
            found.extend(f"{says}: {_brief(sent)}" for says in judged(each, sent, answer))

        attack()
        return found

    def _sent(self, each: Opened, sent: dict[str, list[Any]]) -> Answer:
        scope, form = each.asker.scope, each.form
        before: Rows = {}

        def look(wrote: frozenset[str]) -> Rows:
            return rows_elsewhere(scope, wrote - NOTES) if scope else {}

        answer = self.world.send(each.asker, form.method, form.action, sent, look=look)
        if scope and answer.kept:
            before = rows_elsewhere(scope, answer.wrote - NOTES)
            answer.broken = answer.broken or ", ".join(changed(before, answer.kept))
        return answer


def judged(each: Opened, sent: dict[str, list[Any]], answer: Answer) -> Iterator[str]:
    """Say what is wrong with an answer to hostile input."""
    if answer.status >= 500 or answer.status in (401, 405):
        error = getattr(answer.response, "exc_info", None)
        yield f"{answer.status} {error[1]!r}" if error else str(answer.status)
    if answer.broken:
        yield f"broke {answer.broken}"
    if each.form.method == "get" and answer.wrote - NOTES:
        yield f"wrote by GET {sorted(answer.wrote - NOTES)}"
    if answer.is_page:
        yield from (f"says “{text}”" for text in english_of(answer.body))
    if each.form.method == "post" and answer.is_page and answer.status in (200, 422):
        yield from (f"lost what was typed into {name}" for name in lost(each.form, sent, answer))


def lost(form: Form, sent: dict[str, list[Any]], answer: Answer) -> Iterator[str]:
    """Return the boxes of the page that came back which do not hold what was typed into them."""
    again = [one for one in forms_of(answer.body, form.action) if one.path == form.path]
    for name, values in sent.items():
        shown = [one.fields[name] for one in again if name in one.fields]
        typed = [_plain(value) for value in values if isinstance(value, str)]
        if not shown or not shown[0].is_typed or len(values) != 1 or not any(typed):
            continue
        kept = {_plain(unescape(value)) for each in shown for value in each.values}
        if typed[0] not in kept:
            yield name


def _plain(text: str) -> str:
    return " ".join(nfc(text).split())


def _brief(sent: dict[str, list[Any]]) -> dict[str, Any]:
    return {name: repr(values)[:60] for name, values in sent.items()}


@pytest.fixture(scope="module")
def siege(world: World, all_attacks: bool) -> Iterator[Siege]:
    """The attacks, where every table is long enough to be offered as a job: that is a form too."""
    with patch("portal.exports.http.MOST_AT_ONCE", 0):
        yield Siege(world, all_attacks)


@pytest.mark.parametrize("make", places(), ids=lambda make: make.__name__)
def test_hostile_input_is_refused_in_vietnamese_and_loses_nothing(
    siege: Siege, tally: Tally, make: Make
) -> None:
    counted, found = siege.attack(make)
    tally.add(counted)
    assert sorted(set(found)) == []


def test_hostile_answers_on_the_web_are_refused_in_vietnamese(siege: Siege, tally: Tally) -> None:
    counted, found = siege.attack_web_ballot()
    tally.add(counted)
    assert sorted(set(found)) == []


def classes_of_forms(base: Any = forms.BaseForm) -> Iterator[str]:
    for each in base.__subclasses__():
        if each.__module__.split(".")[0] in APPS:
            yield f"{each.__module__}.{each.__name__}"
        yield from classes_of_forms(each)


def test_every_class_of_forms_was_attacked(siege: Siege) -> None:
    get_resolver().url_patterns  # noqa: B018  # brings in every view, and with it every form
    for make in places():
        siege.attack(make)
    siege.attack_web_ballot()
    missed = sorted(set(classes_of_forms()) - siege.bound.classes)
    assert missed == [], ", ".join(missed)
