"""An id that no database holds is that of no row, wherever it is sent: no filter answers 500."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.urls import get_resolver, reverse

from directives.assignments.forms.filters import WorkFilter
from portal.addresses import every_address
from portal.forms import IdField, RowsField
from portal.http import LARGEST_ID
from portal.units.models import AdministrativeUnit
from tests.matrix.conftest import world  # noqa: F401
from tests.matrix.world import World

TOO_LARGE = "99999999999999999999"
APPS = ("portal", "directives", "citizens")


def classes_of_forms(base: Any = forms.BaseForm) -> Iterator[Any]:
    for each in base.__subclasses__():
        if each.__module__.split(".")[0] in APPS:
            yield each
        yield from classes_of_forms(each)


def fields() -> Iterator[tuple[str, forms.Field]]:
    get_resolver().url_patterns  # noqa: B018  # brings in every view, and with it every form
    for form in set(classes_of_forms()):
        yield from ((f"{form.__name__}.{name}", each) for name, each in form.base_fields.items())


def test_several_rows_are_asked_for_by_the_field_that_refuses_such_ids() -> None:
    several = [name for name, each in fields() if isinstance(each, forms.ModelMultipleChoiceField)]
    assert several
    assert [n for n, f in fields() if n in several and not isinstance(f, RowsField)] == []


@pytest.mark.django_db
def test_a_number_beyond_every_id_is_no_row() -> None:
    field = RowsField(AdministrativeUnit.objects.all())
    with pytest.raises(forms.ValidationError, match="Có mục không hợp lệ"):
        field.clean([TOO_LARGE])
    assert IdField().clean(TOO_LARGE) < 2**63


@pytest.mark.parametrize("typed", ["0", "-1", str(TOO_LARGE)])
def test_a_number_that_no_row_has_is_not_taken_for_no_question(typed: str) -> None:
    """“?van_ban=0” shows the work of no directive, not all work."""
    assert IdField().clean(typed) == LARGEST_ID
    assert WorkFilter({"van_ban": typed}).wanted_units == {"directive": LARGEST_ID}
    assert WorkFilter({"nhiem_vu": typed}).asks_for_rows
    assert WorkFilter({"dia_ban": "0"}).wanted_units.keys() == {"outside"}  # outside all areas


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [forms.IntegerField, forms.ModelChoiceField])
@pytest.mark.parametrize("username", ["canbo.lucnam", "sonoivu", "mttq.tinh", "quantri"])
def test_no_list_breaks_over_an_id_in_its_filter(
    world: World,  # noqa: F811
    username: str,
    kind: Any,
) -> None:
    names = {name.partition(".")[2] for name, field in fields() if isinstance(field, kind)}
    asked = dict.fromkeys(names, TOO_LARGE)
    for address in every_address():
        if not address.kwargs:
            answer = world.send(world.asker(username), "get", reverse(address.name), asked)
            assert answer.status < 500, address.route
