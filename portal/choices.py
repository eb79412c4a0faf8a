"""Choices laid out once: what one is called, and the fields of forms that offer them.

Django lays out all choices of a field anew for each row that is shown and for each copy of a form.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from html import escape
from typing import Any, Self

from django import forms
from django.utils.choices import BaseChoiceIterator, normalize_choices

_OF_DJANGO: Any = forms.ChoiceField.choices  # its property


def label_of(field: str, choices: Iterable[tuple[str, str]]) -> Callable[[Any], str]:
    """Return a model's `get_…_display`: the label of what the row holds, as Django's own gives it.

    `choices` are pairs of what is stored and what is shown: `Status.choices`.
    """
    labels = dict(choices)

    def shown(row: Any) -> str:
        stored = getattr(row, field)
        return labels.get(stored, str(stored))

    return shown


class Kept(BaseChoiceIterator):
    """Choices laid out once. A form copies its fields for each page, and Django lays out the choices of
    every copy twice more, one by one; these are the same object in all copies, and cannot be changed.
    """

    def __init__(self, choices: Iterable[Any]) -> None:
        self._choices = tuple(choices)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    @cached_property
    def options(self) -> tuple[tuple[str, str, str], ...] | None:
        """Each choice as an option of a list: its value, how it is drawn, how when it is chosen.

        None where choices stand in groups.
        """
        if any(isinstance(label, list | tuple) for _, label in self._choices):
            return None
        values = ["" if value is None else str(value) for value, _ in self._choices]
        ends = [f">{escape(str(label))}</option>" for _, label in self._choices]
        begins = [f'<option value="{escape(value)}"' for value in values]
        return tuple(
            (value, begin + end, f"{begin} selected{end}")
            for value, begin, end in zip(values, begins, ends, strict=True)
        )


class _KeptOnce:
    """A field that keeps the choices it is given; those that are asked for at each use stay so."""

    @property
    def choices(self) -> Any:
        return _OF_DJANGO.__get__(self)

    @choices.setter
    def choices(self, given: Any) -> None:
        laid_out = normalize_choices(given)
        _OF_DJANGO.__set__(self, Kept(laid_out) if isinstance(laid_out, list) else laid_out)


class ChoiceField(_KeptOnce, forms.ChoiceField):
    """One of several, its choices kept."""


class TypedChoiceField(_KeptOnce, forms.TypedChoiceField):
    """One of several, told as a value of a type, its choices kept."""


class MultipleChoiceField(_KeptOnce, forms.MultipleChoiceField):
    """Some of several, its choices kept."""


class TypedMultipleChoiceField(_KeptOnce, forms.TypedMultipleChoiceField):
    """Some of several, told as values of a type, its choices kept."""
