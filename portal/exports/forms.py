from typing import Any

from django import forms

from portal.choices import ChoiceField
from portal.exports.kinds import KINDS
from portal.forms import KeyField


def _kinds() -> list[tuple[str, str]]:
    return [(kind.name, kind.title) for kind in KINDS.values()]


class AskForm(forms.Form):
    """Which list, narrowed how; all of it comes from the page that offers the table."""

    kind = ChoiceField(choices=_kinds, widget=forms.HiddenInput)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)
    key = KeyField()

    def clean_kind(self) -> Any:
        return KINDS[self.cleaned_data["kind"]]
