"""One search over directives, matters and units; each by the same scope as its own list."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from citizens.receptions.reading import matters_called
from portal.access import Power, Scope
from portal.home import questions
from portal.home.questions import FOUND
from portal.lists import first_of, first_rows
from portal.units.models import AdministrativeUnit
from portal.units.querysets import patterns_of


@dataclass(frozen=True, slots=True)
class Hit:
    text: str
    href: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The first hits of one room, and where all of them are."""

    title: str
    hits: list[Hit]
    href: str
    more: bool


def search(text: str, scope: Scope) -> list[Group]:
    """Return what the words find in each room that the person may read, empty groups left out."""
    groups = [_directives(text, scope), _units(text)]
    if scope.may(Power.RECEPTION_READ):
        groups.insert(1, _matters(text, scope))
    return [group for group in groups if group.hits]


def _directives(text: str, scope: Scope) -> Group:
    words = patterns_of(text)
    rows = first_of(questions.directives_like(scope, words) if words else [], FOUND)
    hits = (Hit(one.title, one.get_absolute_url(), one.subject) for one in rows)
    return _group("Văn bản", hits, "registry:list", text, more=rows.more)


def _matters(text: str, scope: Scope) -> Group:
    rows = first_of(matters_called(text, scope), FOUND)
    # A matter has no number that anybody knows: its words say which it is.
    hits = (Hit(one.summary, one.get_absolute_url(), one.get_kind_display()) for one in rows)
    return _group("Vụ việc", hits, "receptions:matters", text, more=rows.more)


def _units(text: str) -> Group:
    words = patterns_of(text)
    if words and not words[0][0].isdigit() and "," not in text:
        rows = first_of(questions.units_like(words), FOUND)
    else:  # a code, a place after a comma
        found = AdministrativeUnit.objects.search(text).with_parents()
        rows = first_rows(found.standing_first(), FOUND)
    hits = (Hit(one.full_name, one.get_absolute_url(), _place(one)) for one in rows)
    return _group("Đơn vị", hits, "units:units", text, more=rows.more)


def _place(unit: AdministrativeUnit) -> str:
    over = unit.parent.full_name if unit.parent else ""
    ended = f"đến {unit.valid_to:%d/%m/%Y}" if unit.valid_to else ""
    return " · ".join(filter(None, (over, ended)))


def _group(title: str, hits: Iterable[Hit], page: str, text: str, *, more: bool) -> Group:
    return Group(title, list(hits), f"{reverse(page)}?{urlencode({'q': text})}", more)
