"""What a choice is called is what Django would say; what a field offers is what it was given."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db.models import Field, Model
from django.urls import get_resolver

from portal.choices import (
    ChoiceField,
    Kept,
    MultipleChoiceField,
    TypedChoiceField,
    TypedMultipleChoiceField,
    label_of,
)


def shown_by_us() -> list[tuple[type[Model], Field[Any, Any]]]:
    """Every field whose label a model looks up itself."""
    module = label_of("", ()).__module__
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.fields
        if getattr(vars(model).get(f"get_{field.name}_display"), "__module__", "") == module
    ]


def test_there_are_such_fields() -> None:
    assert len(shown_by_us()) >= 12


@pytest.mark.parametrize(("model", "field"), shown_by_us(), ids=str)
def test_each_choice_is_called_as_django_calls_it(
    model: type[Model], field: Field[Any, Any]
) -> None:
    for value, label in field.flatchoices:
        row = model(**{field.attname: value})
        assert getattr(row, f"get_{field.name}_display")() == label


def test_a_value_that_is_no_choice_is_shown_as_it_is() -> None:
    assert label_of("state", [("a", "A")])(type("Row", (), {"state": "b"})()) == "b"


OFFERED = [("", "–"), ("Nhóm", [("a", "A"), ("b", "B & C")]), (3, "Ba")]
PAIRS = [
    (ChoiceField, forms.ChoiceField),
    (TypedChoiceField, forms.TypedChoiceField),
    (MultipleChoiceField, forms.MultipleChoiceField),
    (TypedMultipleChoiceField, forms.TypedMultipleChoiceField),
]


def form_of(field: type[forms.ChoiceField], choices: Any = OFFERED) -> type[forms.Form]:
    return type("Asked", (forms.Form,), {"one": field(choices=choices, required=False)})


@pytest.mark.parametrize(("ours", "of_django"), PAIRS, ids=str)
@pytest.mark.parametrize("sent", ["", "a", "3", "d"])
def test_a_field_offers_and_takes_what_djangos_does(
    ours: type[forms.ChoiceField], of_django: type[forms.ChoiceField], sent: str
) -> None:
    mine, other = (form_of(field)({"one": sent}) for field in (ours, of_django))
    assert str(mine["one"]) == str(other["one"])
    assert (mine.errors, mine.cleaned_data) == (other.errors, other.cleaned_data)


def test_the_choices_of_all_copies_are_one_object() -> None:
    asked = form_of(ChoiceField)
    first, second = asked().fields["one"], asked().fields["one"]
    assert isinstance(first, ChoiceField)
    assert isinstance(second, ChoiceField)
    assert isinstance(first.choices, Kept)
    assert first.choices is second.choices is first.widget.choices is second.widget.choices


def test_other_choices_for_one_form_leave_the_others_alone() -> None:
    asked = form_of(ChoiceField)
    one, other = asked({"one": "x"}), asked({"one": "x"})
    one.fields["one"].choices = [("x", "X")]  # type: ignore[attr-defined]
    assert one.is_valid()
    assert not other.is_valid()
    assert ">X</option>" in str(one["one"])
    assert ">X</option>" not in str(other["one"])


def test_choices_that_are_asked_for_are_asked_for_each_time() -> None:
    now = [("a", "A")]
    asked = form_of(ChoiceField, lambda: list(now))
    assert list(asked().fields["one"].choices) == [("a", "A")]  # type: ignore[attr-defined]
    now.append(("b", "B"))
    assert list(asked().fields["one"].choices) == [("a", "A"), ("b", "B")]  # type: ignore[attr-defined]


def all_forms(base: type[Any] = forms.BaseForm) -> Iterator[type[Any]]:
    for each in base.__subclasses__():
        yield each
        yield from all_forms(each)


def test_every_form_of_ours_keeps_its_choices() -> None:
    get_resolver().url_patterns  # noqa: B018  # brings in every view, and with it every form
    laid_out_anew = {
        f"{each.__module__}.{each.__name__}.{name}"
        for each in all_forms()
        if each.__module__.split(".")[0] in ("portal", "directives", "citizens")
        for name, field in each.declared_fields.items()  # not what a model's column makes by itself
        if isinstance(getattr(field, "choices", None), list) and not hasattr(field, "queryset")
    }
    assert laid_out_anew == set()
