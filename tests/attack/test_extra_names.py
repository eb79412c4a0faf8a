"""Every form × the names of every field of every model: what the form does not name changes nothing.

Each form is sent three times, each time undone: twice as an honest person sends it, which shows what
differs by itself (keys, digests), and once with all other names added. The rows must be the same.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from tests.attack.hostile import honest
from tests.attack.pages import Form
from tests.attack.siege import Make, Opened, opened, places
from tests.attack.tally import Tally
from tests.matrix.samples import load_rooms
from tests.matrix.world import NOTES, Answer, World, undone

load_rooms()
pytestmark = pytest.mark.django_db
APPS = ("portal", "directives", "citizens")
Tables = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def field_names() -> dict[str, str]:
    """Return the name of every field of every model, as forms and as columns, with a value it could take."""
    found: dict[str, str] = {"pk": "1", "is_superuser": "on", "is_staff": "on", "groups": "1"}
    for model in apps.get_models():
        if model.__module__.split(".")[0] in APPS:
            for each in model._meta.concrete_fields:
                found |= dict.fromkeys((each.name, each.attname), _value(each))
    return found


def _value(each: models.Field[Any, Any]) -> str:
    if isinstance(each, models.BooleanField):
        return "on"
    if isinstance(each, models.DateField):
        return "2020-01-01"
    if isinstance(each, models.ForeignKey | models.IntegerField | models.AutoField):
        return "1"
    return str(each.choices[-1][0]) if each.choices else "administrator"


def beside(form: Form) -> dict[str, str]:
    """Return the names that the form does not have, also with the prefixes that it uses."""
    prefixes = {"", *(name.rpartition("-")[0] + "-" for name in form.fields if "-" in name)}
    names = {f"{prefix}{name}": value for prefix in prefixes for name, value in NAMES.items()}
    return {
        name: value for name, value in names.items() if name not in {*form.fields, *form.buttons}
    }


NAMES = field_names()


def tables(wrote: frozenset[str]) -> Tables:
    """Return the columns and rows of these tables, in a fixed order."""
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(wrote - NOTES):
            cursor.execute(f'SELECT * FROM "{name}" ORDER BY 1')  # noqa: S608  # names of our tables
            columns = [column[0] for column in cursor.description]
            found[name] = columns, [tuple(map(str, row)) for row in cursor.fetchall()]
    return found


def difference(one: Tables, other: Tables) -> set[str]:
    """Return the columns that differ; the table alone when it has not as many rows."""
    found = set()
    for name in one.keys() | other.keys():
        columns, rows = one.get(name, ([], []))
        _, others = other.get(name, ([], []))
        if len(rows) != len(others):
            found.add(name)
        for row, its in zip(rows, others, strict=False):
            found |= {f"{name}.{columns[n]}" for n in range(len(columns)) if row[n] != its[n]}
    return found


def swallowed(world: World, each: Opened, tally: Tally) -> Iterator[str]:
    """Say which columns the names beside the form changed."""
    form, sent = each.form, honest(each.form)

    def send(data: dict[str, Any]) -> Answer:
        answer = world.send(each.asker, "post", form.action, data, look=tables)
        tally.note(each.asker.name, answer.status, "/".join((form.target, *form.key[2])))
        return answer

    first, again, more = send(sent), send(sent), send(beside(form) | sent)
    by_itself = difference(first.kept or {}, again.kept or {})
    if more.status >= 500 or more.status != first.status:
        yield f"{first.status} became {more.status}"
    yield from difference(first.kept or {}, more.kept or {}) - by_itself


@pytest.mark.parametrize("make", places(), ids=lambda make: make.__name__)
def test_names_beside_the_form_change_nothing(
    world: World, tally: Tally, all_attacks: bool, make: Make
) -> None:
    tally.what = "Biểu mẫu × mọi tên trường của mọi bảng (gán hàng loạt)"
    found = []
    with undone():
        kwargs = make()
        for each in list(opened(world, make, kwargs, by_all=all_attacks)):
            if each.form.method == "post":
                says = sorted(swallowed(world, each, tally))
                found += [(each.form.target, each.asker.name, one) for one in says]
    assert found == []


def test_a_name_that_is_swallowed_is_found() -> None:
    one: Tables = {"accounts_user": (["id", "role"], [("1", "front")])}
    other: Tables = {"accounts_user": (["id", "role"], [("1", "administrator")])}
    assert difference(one, other) == {"accounts_user.role"}
    assert difference(one, {}) == {"accounts_user"}
    assert {"organisation", "role", "state", "made_by_organisation_id"} <= NAMES.keys()
