"""Long lists of rows to choose from, each drawn in one step (decisions/speed.md)."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class RowBoxes(forms.CheckboxSelectMultiple):
    """A box a row, drawn in one step: a template for each of a hundred is most of a page's time."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        own = self.build_attrs(self.attrs, attrs)
        ticked, start, rest = set(self.format_value(value)), own.pop("id", name), flatatt(own)
        boxes = "".join(
            f'<div><label for="{start}_{place}"><input type="checkbox" name="{name}" value="{number}"'
            f'{" checked" if str(number) in ticked else ""}{rest} id="{start}_{place}"> '
            f"{escape(label)}</label></div>"
            for place, (number, label) in enumerate(self.choices)
        )
        return mark_safe(f'<div id="{start}">{boxes}</div>')  # noqa: S308  # labels are escaped


class RowSelect(forms.Select):
    """A list of many rows to choose one from, drawn in one step like `RowBoxes`."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        options = "".join(
            f'<option value="{number}"{" selected" if str(number) in chosen else ""}>'
            f"{escape(label)}</option>"
            for number, label in self.choices
        )
        own = flatatt(self.build_attrs(self.attrs, attrs))
        return mark_safe(f'<select name="{name}"{own}>{options}</select>')  # noqa: S308  # escaped
