"""Forms of which a page draws many copies: they share their fields.

Django copies every field of a form for each of its copies, with its control, its sentences and its
validators: two hundred fields for a page of sixteen rows. Nearly all of them stay as they are.

    @alike
    class CitationForm(forms.Form): ...

What a form changes in a field, it would change in all: it puts a copy of the field in its place.
"""

from typing import TypeVar

from django import forms

F = TypeVar("F", bound=forms.BaseForm)


class _Shared(dict[str, forms.Field]):
    """The fields of a kind of form; Django makes those of each form with `deepcopy`."""

    def __deepcopy__(self, memo: dict[int, object]) -> dict[str, forms.Field]:
        return dict(self)


def alike(kind: type[F]) -> type[F]:
    """Let the forms of a class share their fields."""
    kind.base_fields = _Shared(kind.base_fields)  # type: ignore[attr-defined]  # its metaclass's
    return kind
