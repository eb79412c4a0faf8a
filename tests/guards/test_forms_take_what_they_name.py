"""A form takes the fields that it names: what is posted beside them changes nothing."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.forms.models import BaseModelForm
from django.test import Client
from django.urls import get_resolver, reverse

from portal.accounts.models import Posting, User
from portal.demo.cast import posting_of
from tests.shown import shown

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "directives", "citizens")
# What decides who somebody is and where a row stands: set by actions, named by few forms.
SENSITIVE = {
    "organisation": "1", "organisation_id": "1", "unit": "1", "unit_id": "1", "state": "approved",
    "role": "administrator", "is_active": "", "is_staff": "on", "is_superuser": "on",
    "password": "x" * 20, "made_by_organisation": "1", "user": "1",
    "user_id": "1", "id": "1", "pk": "1", "created_at": "2020-01-01", "email_confirmed_at": "2020-01-01",
}  # fmt: skip


def model_forms(base: Any = BaseModelForm) -> Iterator[Any]:
    for each in base.__subclasses__():
        yield each
        yield from model_forms(each)


def unnamed(found: Iterator[Any]) -> list[str]:
    """Return the forms of models that do not name their fields one by one."""
    return [
        each.__name__
        for each in found
        if getattr(each, "_meta", None) is not None
        and each._meta.model is not None
        and (not isinstance(each._meta.fields, list | tuple) or each._meta.exclude)
    ]


def test_every_form_of_a_model_names_its_fields() -> None:
    get_resolver().url_patterns  # noqa: B018  # brings in every view, and with it every form
    found = [each for each in model_forms() if each.__module__.split(".")[0] in APPS]
    assert len(found) >= 2
    assert unnamed(iter(found)) == []


def swallowed(source: str) -> list[str]:
    """Return where a module spreads what was posted, or sets attributes by names it did not write."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            spread = [ast.unparse(word.value) for word in node.keywords if word.arg is None]
            found += [f"{node.lineno}: **{each}" for each in spread if "POST" in each]
            call = node.func
            if isinstance(call, ast.Attribute) and call.attr in ("items", "lists"):
                found += [f"{node.lineno}: {ast.unparse(call)}"] * (
                    "POST" in ast.unparse(call.value)
                )
    return found


def view_modules() -> list[Path]:
    found = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return sorted(path for path in found if "views" in path.stem or path.parent.name == "views")


@pytest.mark.parametrize("path", view_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_view_swallows_what_was_posted(path: Path) -> None:
    assert swallowed(path.read_text(encoding="utf-8")) == []


def state_of_people() -> list[tuple[Any, ...]]:
    people = User.objects.order_by("pk").values_list(
        "pk", "username", "password", "is_active", "made_by_organisation"
    )
    postings = Posting.objects.order_by("pk").values_list(
        "pk", "user", "organisation", "role", "area"
    )
    return [*people, *postings]


@pytest.mark.django_db
def test_a_person_edited_with_more_than_the_form_names_stays_who_they_are(
    client_of: Callable[[str], Client],
) -> None:
    user = posting_of("canbo.lucnam").user
    before = state_of_people()
    client, address = client_of("quantri"), reverse("accounts:user", args=[user.pk])
    typed = {"username": "khac", "full_name": user.full_name, "is_active": "on"}
    sent = client.post(address, shown(client, address) | SENSITIVE | typed)
    assert sent.status_code == 302
    assert state_of_people() == before


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["quantri"])
def test_no_address_without_a_row_changes_people_by_what_is_posted_beside(
    username: str, client_of: Callable[[str], Client]
) -> None:
    from portal.addresses import every_address

    client, before = client_of(username), state_of_people()
    for address in every_address():
        if not address.kwargs and address.name not in ("accounts:logout", "accounts:password"):
            client.post(reverse(address.name), SENSITIVE)
    assert state_of_people() == before


def test_a_form_that_takes_everything_is_found() -> None:
    everything = forms.modelform_factory(User, fields="__all__")
    assert unnamed(iter([everything])) == ["UserForm"]
    assert swallowed("def v(request):\n    User(**request.POST.dict())\n")
