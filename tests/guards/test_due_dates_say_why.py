"""Wherever a due date is shown, its "vì sao?" stands beside it."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.matrix.samples import SAMPLES, load_rooms

load_rooms()
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BARE = re.compile(r"\{\{[^}]*\b(?:due_on|reply_by|next_due)\|(?:day|weekday|date)")
ALLOWED = re.compile(r"\{\{ work\.original_due_on\|day")
PLACES = {
    "assignments:detail": "canbo.lucnam",
    "registry:duties": "sonoivu",
    "receptions:visit": "canbo.lucnam",
    "receptions:matter": "canbo.lucnam",
    "receptions:follow": "canbo.lucnam",
    "submissions:submission": "canbo.lucnam",
    "submissions:settlement": "canbo.lucnam",
    "reports:report": "canbo.lucnam",
    "reports:write": "canbo.lucnam",
}
LISTS = {
    "assignments:detail": [("assignments:list", "canbo.lucnam"), ("home:start", "canbo.lucnam")],
    "receptions:visit": [("home:start", "canbo.lucnam")],
    "submissions:submission": [
        ("home:start", "canbo.lucnam"), ("submissions:terms", "canbo.lucnam"),
    ],
    "reports:report": [
        ("reports:list", "canbo.lucnam"), ("reports:readiness", "sonoivu"),
        ("home:start", "canbo.lucnam"),
    ],
    "surveys:campaign": [("home:start", "mttq.tinh")],
}  # fmt: skip


def bare(text: str) -> list[str]:
    """The places of a template that print a due date without drawing its deadline."""
    return [found for found in BARE.findall(text) if not ALLOWED.search(found)]


def test_no_template_prints_a_due_date_without_its_deadline() -> None:
    found = {
        str(path.relative_to(TEMPLATES)): places
        for path in TEMPLATES.rglob("*.html")
        if (places := bare(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_bare_due_date_is_found() -> None:
    assert bare("<td>{{ work.due_on|day }}</td>")
    assert not bare("<td>{% due work.deadline on %} {{ work.original_due_on|day }}</td>")


def explained(page: str) -> int:
    """How many due dates a page shows; each must have its "vì sao?"."""
    due = page.count('<span class="due"><time')
    assert page.count('<details class="why"><summary>Vì sao?') == due
    return due


def shown(username: str, name: str, **kwargs: object) -> str:
    from portal.accounts.models import User

    client = Client()
    client.force_login(
        User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
    )
    return client.get(reverse(name, kwargs=kwargs)).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "username"), PLACES.items())
def test_the_page_of_a_row_explains_each_due_date(name: str, username: str) -> None:
    assert explained(shown(username, name, **SAMPLES[name][0].make())) > 0


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_the_lists_that_hold_it_explain_each_due_date(name: str) -> None:
    SAMPLES[name][0].make()
    for page, username in LISTS[name]:
        assert explained(shown(username, page)) > 0, page
