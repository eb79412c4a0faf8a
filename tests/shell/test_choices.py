"""What a choice is called is what Django would say."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field, Model

from portal.choices import label_of


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
