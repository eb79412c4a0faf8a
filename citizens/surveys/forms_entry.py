"""Forms of one ballot: entering, correcting, settling. What it may hold is said by `rules.ballots`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from citizens.surveys.models import SecondEntry
from citizens.surveys.rules.ballots import LONGEST_TEXT, Item, Kind, as_typed, read_ballot, unpack
from citizens.surveys.rules.second import to_settle
from portal.files.actions import read_upload
from portal.files.rules import FileKind
from portal.forms import KeyField, SeenForm, UploadField


class BallotForm(forms.Form):
    """One paper ballot as numbers: what each question may hold is asked of the rules."""

    key = KeyField()

    def __init__(self, *args: Any, sheet: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for item in sheet:
            self.fields[_name(item)] = forms.CharField(
                label=f"Câu {item.code}. {item.text}",
                required=False,
                widget=forms.TextInput(attrs=_attrs(item)),
            )

    def cells(self) -> list[tuple[Item, BoundField]]:
        return [(item, self[_name(item)]) for item in self.sheet]

    def typed(self) -> dict[str, str]:
        return {item.code: self.cleaned_data.get(_name(item), "") for item in self.sheet}

    def clean(self) -> dict[str, Any]:
        for code, says in read_ballot(self.sheet, self.typed()).errors.items():
            self.refuse(code, says)
        return self.cleaned_data

    def refuse(self, code: str, says: str) -> None:
        """Put a sentence beside its question."""
        places = {item.code: _name(item) for item in self.sheet}
        said = says.removeprefix(f"Câu {code}: ")  # the field's label says it already
        self.add_error(places.get(code), ValidationError(said[:1].upper() + said[1:]))

    def by_code(self) -> dict[str, str]:
        """Return the first error of each question as a sentence, "" for the ballot as a whole."""
        codes = {_name(item): item.code for item in self.sheet}
        found = {codes.get(name, ""): str(errors[0]) for name, errors in self.errors.items()}
        return {code: f"Câu {code}: {says}" if code else says for code, says in found.items()}


class BallotSheetForm(forms.Form):
    """The filled-in template of a batch; `ballot_sheets` says which columns it has."""

    sheet = UploadField(label="Bảng Excel đã điền", accept=".xlsx")

    def clean_sheet(self) -> bytes:
        """Return the bytes of a workbook; another kind of file is refused in one sentence."""
        allowed = frozenset({FileKind.XLSX})
        return read_upload(self.cleaned_data["sheet"], allowed=allowed)[1]


class BallotCorrectionForm(SeenForm, BallotForm):
    """A ballot that was entered, with its answers as they stand."""


def initial_of(typed: Mapping[str, str], sheet: Sequence[Item]) -> dict[str, str]:
    """Return the initial values of a `BallotForm` for answers by question code."""
    return {_name(item): typed.get(item.code, "") for item in sheet}


def _name(item: Item) -> str:
    return f"c{item.place}"


def _attrs(item: Item) -> dict[str, str | bool]:
    is_text = item.kind is Kind.TEXT
    attrs: dict[str, str | bool] = {
        "autocomplete": "off",
        "data-code": item.code,
        "class": f"cell cell-{item.kind.value}",
        "inputmode": "text" if is_text else "numeric",
        "maxlength": str(LONGEST_TEXT if is_text else 20),
        "aria-label": f"Câu {item.code}: {item.short or item.text}",
    }
    return attrs


class SettleForm(forms.Form):
    """What the paper says at the questions where two entries differ, and at those they open."""

    def __init__(
        self, *args: Any, sheet: Sequence[Item], second: SecondEntry, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        one, other = unpack(second.ballot.answers), unpack(second.answers)
        self.standing = as_typed(sheet, one)
        self.rows = to_settle(sheet, one, other)
        for each in self.rows:
            self.fields[_name(each.item)] = forms.CharField(
                label=f"Câu {each.item.code}: theo phiếu giấy",
                required=False,
                widget=forms.TextInput(attrs=_attrs(each.item)),
            )

    def lines(self) -> list[dict[str, Any]]:
        return [
            {
                "item": each.item,
                "first": _in_words(each.item, each.first),
                "second": _in_words(each.item, each.second),
                "field": self[_name(each.item)],
            }
            for each in self.rows
        ]

    def typed(self) -> dict[str, str]:
        settled = {
            each.item.code: self.cleaned_data.get(_name(each.item), "") for each in self.rows
        }
        return self.standing | settled

    def clean(self) -> dict[str, Any]:
        names = {each.item.code: _name(each.item) for each in self.rows}
        for code, says in read_ballot(self.sheet, self.typed()).errors.items():
            self.add_error(names.get(code), says)
        return self.cleaned_data


def _in_words(item: Item, typed: str) -> str:
    """Return what was typed with the words of its options."""
    words = {str(choice.number): choice.text for choice in item.choices}
    if typed == "0" and item.choices:
        return "0. Bỏ trống"
    return (
        "; ".join(f"{part}. {words[part]}" if part in words else part for part in typed.split(","))
        if item.choices
        else typed
    )
