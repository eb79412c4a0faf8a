"""A prepared question answers what the plain one does: every one of them, asked by everyone."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from inspect import signature
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.core.management import call_command
from django.db.models import QuerySet
from django.http import Http404
from pytest_django import Settings

import portal.urls  # noqa: F401  # brings in every room's questions
from citizens.submissions.kinds import Round
from portal.access import Scope
from portal.demo.cast import CAST
from portal.prepared import prepared, prepared_contains, prepared_count, prepared_one

OURS = ("portal.", "citizens.", "directives.")
KINDS = (prepared, prepared_one, prepared_contains, prepared_count)
Question = prepared[Any] | prepared_one[Any] | prepared_contains[Any] | prepared_count


def questions() -> Iterator[tuple[str, Question]]:
    for name, module in sorted(sys.modules.items()):
        if name.startswith(OURS):
            for attribute, found in vars(module).items():
                if isinstance(found, KINDS):
                    yield f"{name}.{attribute}", found


def values_for(question: Question, scope: Scope, on: date) -> list[list[Any]]:
    """What the parameters' names ask for; of ids, several, so that some stand for a row."""
    known = {
        "scope": scope, "on": on, "until": on + timedelta(60), "last": on + timedelta(400),
        "first": on - timedelta(400), "form": "01/TCD", "kinds": "assignments",
        "words": ("th%", "% th%"), "number": "%1%", "kind": "CT", "system": "party", "level": "province",
        "year": on.year, "round_": Round.FIRST.value, "ids": tuple(range(1, 40)),
        "duties": tuple(range(1, 40)), "provinces": tuple(range(1, 40)),
        "books": tuple(range(1, 400)), "marked": (2, 3),
    }  # fmt: skip
    names = list(signature(question.build).parameters)
    ids = range(1, 30) if set(names) - known.keys() else (1,)
    return [[known.get(name, number) for name in names] for number in ids]


def by_number(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda one: getattr(one, "pk", one))


def said_and_meant(question: Question, values: list[Any]) -> tuple[object, object]:
    """The question's answer and the plain one's: rows, a number, or the rows of some ids, asked singly."""
    plain = question.build(*values)
    if isinstance(question, prepared_count):
        return question(*values), plain.count()
    if isinstance(question, prepared):
        said, rows = question(*values), list(plain)
        # Whoever asks for no order gets one by the plan, and the prepared question has its own.
        return (said, rows) if plain.ordered else (by_number(said), by_number(rows))
    meant = list(plain.order_by("pk")[:5])
    if isinstance(question, prepared_contains):
        stranger = plain.model._default_manager.exclude(pk__in=plain.values("pk")).first()
        assert stranger is None or not question(*values, row=stranger)
        return [row for row in meant if question(*values, row=row)], meant
    with pytest.raises(Http404):
        question(*values, pk=2**40)
    return [question(*values, pk=row.pk) for row in meant], meant


@pytest.mark.django_db
def test_every_prepared_question_answers_as_the_plain_one(
    scopes: Callable[[str], Scope], settings: Settings, today: date
) -> None:
    settings.DEMO = True
    call_command("load_demo", verbosity=0)
    wrong, answered = [], set()
    for name, question in questions():
        for one in CAST:
            for values in values_for(question, scopes(one.username), today):
                said, meant = said_and_meant(question, values)
                if said != meant:
                    wrong.append(f"{name} {one.username}: {said} {meant}")
                if said:
                    answered.add(name)
    assert not wrong
    assert len(answered) >= 15  # questions that somebody in the demo gets an answer to


def joins_of_narrowed(rows: QuerySet[Any]) -> int:
    """How many tables are joined to rows that were found first (`portal.lists.narrow`); else none."""
    inside = (getattr(one, "rhs", None) for one in rows.query.where.children)
    if not any(getattr(one, "high_mark", None) for one in inside):
        return 0
    with suppress(EmptyResultSet):
        return str(rows.query).partition(" WHERE ")[0].count(" JOIN ")
    return 0


@pytest.mark.django_db
def test_what_is_narrowed_joins_no_more_tables_than_postgresql_orders(
    scopes: Callable[[str], Scope], today: date
) -> None:
    """With the rows that were found first they may be eight (`join_collapse_limit`): past that it
    joins them as written, and a matter's page once read 367,526 papers to show one."""
    joined = {
        name: max(
            joins_of_narrowed(question.build(*values_for(question, scopes(one.username), today)[0]))
            for one in CAST
        )
        for name, question in questions()
    }
    assert {name: tables for name, tables in joined.items() if tables > 6} == {}
    assert sum(tables > 0 for tables in joined.values()) >= 5
