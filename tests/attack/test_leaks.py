"""Every list, search, board and export × everyone: no text of a row that the person does not see.

All rows that can stand together stand there. What is secret to whom is asked of the models' own
scopes; the matrix's `seen_by` says independently whether those are right.
"""

import zipfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from io import BytesIO
from itertools import chain
from typing import Any

import pytest
from django.db import models
from django.urls import reverse

from portal.access import BACKGROUND, Scope
from portal.addresses import every_address
from portal.units.models import AdministrativeUnit, Organisation
from tests.attack.foreign import scoped_models
from tests.attack.siege import everything
from tests.attack.tally import Tally, is_in_sample
from tests.matrix.samples import load_rooms
from tests.matrix.world import Answer, World, undone

load_rooms()
pytestmark = pytest.mark.django_db
SHORTEST = 16
PUBLIC = ("units", "accounts", "calendar")  # the map, people's names beside their acts, days off
LISTS = [each for each in every_address() if not each.kwargs]


def texts(rows: Any, model: type[models.Model]) -> Iterator[str]:
    """Return what people typed into these rows, as far as it is long enough to be told apart."""
    fields = [
        each.attname
        for each in model._meta.concrete_fields
        if isinstance(each, models.CharField | models.TextField) and not each.choices
    ]
    for row in rows.values_list(*fields):
        for value in row:
            yield from (line.strip() for line in str(value or "").splitlines())


@cache
def names_on_the_map() -> frozenset[str]:
    """Return the names of places and offices, which everybody reads."""
    models_of_the_map: tuple[Any, ...] = (AdministrativeUnit, Organisation)
    names = (model.objects.values_list("name", flat=True) for model in models_of_the_map)
    return frozenset(chain.from_iterable(names))


def secrets(scope: Scope) -> set[str]:
    """Return the texts that stand only in rows outside somebody's scope."""
    seen: set[str] = {*names_on_the_map(), BACKGROUND}
    hidden: set[str] = set()
    for model in (each for each in scoped_models() if each._meta.app_label not in PUBLIC):
        rows = model._default_manager.all()
        mine = rows.visible_to(scope).order_by().values("pk")
        seen |= set(texts(rows.filter(pk__in=mine), model))
        hidden |= set(texts(rows.exclude(pk__in=mine), model))
    return {text for text in hidden - seen if len(text) >= SHORTEST and " " in text}


def words_of(answer: Answer) -> str:
    """Return the text of an answer: a page's, or that of the cells of a sheet."""
    if not answer.raw.startswith(b"PK"):
        return unescape(answer.body)
    with zipfile.ZipFile(BytesIO(answer.raw)) as book:
        return unescape(
            " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        )


def test_no_list_search_or_export_tells_of_rows_elsewhere(
    world: World, tally: Tally, all_attacks: bool
) -> None:
    tally.what = "Danh sách, tìm kiếm, bảng, tệp xuất × mọi người: chữ của nơi khác"
    found, looked = [], 0
    with undone():
        everything()
        for asker, scope in ((one, one.scope) for one in world.askers):
            hidden = secrets(scope) if scope else set()
            looked += len(hidden)
            pieces = [" ".join(text.split()[:2]) for text in sorted(hidden)][:40:8]
            for address in LISTS:
                for query in ("", *pieces):
                    if all_attacks or is_in_sample(address.name, asker.name, query, one_in=20):
                        answer = world.send(asker, "get", reverse(address.name), {"q": query})
                        tally.note(asker.name, answer.status, address.route)
                        text = words_of(answer)
                        found += [
                            (asker.name, address.route, each) for each in hidden if each in text
                        ]
    assert looked > 300
    assert found == [], found[:20]


def test_a_secret_is_known_to_its_own_and_hidden_from_others(world: World) -> None:
    with undone():
        everything()
        clerk, outsider = world.asker("canbo.lucnam").scope, world.asker("canbo.trian").scope
        assert clerk is not None
        assert outsider is not None
        kept = "Bồi thường khi thu hồi đất"
        assert kept not in secrets(clerk)
        assert kept in secrets(outsider)
