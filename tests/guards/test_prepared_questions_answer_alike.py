"""A prepared question answers what the plain one does: every one of them, asked by everyone."""

import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from inspect import signature
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

import portal.urls  # noqa: F401  # brings in every room's questions
from portal.access import Scope
from portal.demo.cast import CAST
from portal.prepared import prepared, prepared_count

OURS = ("portal.", "citizens.", "directives.")
Question = prepared[Any] | prepared_count


def questions() -> Iterator[tuple[str, Question]]:
    for name, module in sorted(sys.modules.items()):
        if name.startswith(OURS):
            for attribute, found in vars(module).items():
                if (
                    isinstance(found, prepared | prepared_count)
                    and getattr(module, "__name__", "") == name
                ):
                    yield f"{name}.{attribute}", found


def values_for(question: Question, scope: Scope, on: date) -> list[list[Any]]:
    """What the parameters' names ask for; of ids, several, so that some stand for a row."""
    days = {"on": on, "until": on + timedelta(60), "last": on + timedelta(400), "year": on.year}
    names = list(signature(question.build).parameters)
    return [
        [scope if name == "scope" else days.get(name, number) for name in names]
        for number in (range(1, 30) if set(names) - days.keys() - {"scope"} else (1,))
    ]


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
                plain = question.build(*values)
                said = question(*values)
                meant = list(plain) if isinstance(question, prepared) else plain.count()
                if said != meant:
                    wrong.append(f"{name} {one.username}: {said} {meant}")
                if said:
                    answered.add(name)
    assert not wrong
    assert len(answered) >= 15  # questions that somebody in the demo gets an answer to
