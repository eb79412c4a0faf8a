"""A search for signs alone finds nothing: no word is left of them, and no word would find everything."""

from typing import Any

import pytest

from citizens.receptions.models import Matter, Reception
from citizens.surveys.models import Campaign
from directives.assignments.models import Assignment
from directives.registry.models import Directive
from portal.accounts.models import User
from portal.reports.models import Report
from portal.units.models import AdministrativeUnit, Organisation

SEARCHED = (
    AdministrativeUnit, Assignment, Campaign, Directive, Matter, Organisation, Reception, Report, User,
)  # fmt: skip


def is_empty(model: type[Directive], text: str) -> bool:
    searched: Any = model.objects
    books = [(1,)] if model.__name__ == "Reception" else []  # visits are searched in books
    return bool(searched.search(text, *books).query.is_empty())


@pytest.mark.parametrize("model", SEARCHED)
@pytest.mark.parametrize("signs", ["👍", "…", "?!", "👍 👍"])
def test_signs_alone_find_nothing(model: type[Directive], signs: str) -> None:
    assert is_empty(model, signs)


@pytest.mark.parametrize("model", SEARCHED)
def test_a_sign_beside_a_word_does_not_hide_it(model: type[Directive]) -> None:
    assert not is_empty(model, "👍 nông thôn")


@pytest.mark.parametrize("model", SEARCHED)
def test_nothing_asked_for_leaves_the_list_as_it_is(model: type[Directive]) -> None:
    assert not is_empty(model, " ")
