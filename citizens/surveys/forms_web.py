"""Forms around answering on the web: the code, the ballot as boxes to tick, codes to issue, paper to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from citizens.surveys.forms_unit import OfUnitForm
from citizens.surveys.models.codes import FEWEST_CODES, MOST_CODES
from citizens.surveys.paper import MOST_COPIES, SIZES
from citizens.surveys.rules.ballots import LONGEST_TEXT, Item, Kind, asks, read_ballot
from portal.choices import ChoiceField, MultipleChoiceField
from portal.forms import (
    DateField,
    KeyField,
    VietnameseCharField,
    WholeNumberField,
    demand_later,
)


class CodeForm(forms.Form):
    """The code of a slip."""

    ma = VietnameseCharField(
        label="Mã trên phiếu mã",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text="Mười ký tự, ví dụ ABCDE-23456.",
    )


class WebBallotForm(forms.Form):
    """The questionnaire as a citizen fills it in: boxes to tick, no script needed."""

    ma = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args: Any, sheet: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for item in sheet:
            self.fields[_name(item)] = _field(item)
        # The page says once that any question may stay empty; said at each, nobody reads the questions.
        demand_later(self, *map(_name, sheet))

    def sections(self) -> list[tuple[str, list[tuple[Item, BoundField]]]]:
        found: dict[str, list[tuple[Item, BoundField]]] = {}
        for item in self.sheet:
            found.setdefault(item.section, []).append((item, self[_name(item)]))
        return list(found.items())

    def typed(self) -> dict[str, str]:
        """Return the answers as typed on the grid; what is asked and left open counts as blank."""
        typed: dict[str, str] = {}
        for item in self.sheet:
            given = self.cleaned_data.get(_name(item)) or ""
            answer = ",".join(given) if isinstance(given, list) else str(given)
            if not answer and item.choices and asks(item, typed):
                answer = "0"
            typed[item.code] = answer
        return typed

    def clean(self) -> dict[str, Any]:
        names = {item.code: _name(item) for item in self.sheet}
        if not self.errors:
            for code, says in read_ballot(self.sheet, self.typed()).errors.items():
                said = says.removeprefix(f"Câu {code}: ")
                self.add_error(names.get(code), ValidationError(said[:1].upper() + said[1:]))
        return self.cleaned_data


# A radio button that was pressed cannot be let go: this takes the answer back.
_NO_ANSWER = ("", "Không trả lời câu này")


def _name(item: Item) -> str:
    return f"c{item.place}"


def _field(item: Item) -> forms.Field:
    label = f"{item.code}. {item.text}"
    help_text = f"Chỉ trả lời khi {item.asked_when}." if item.asked_when else ""
    choices = [(str(choice.number), f"{choice.number}. {choice.text}") for choice in item.choices]
    if item.kind is Kind.SINGLE:
        return ChoiceField(
            label=label, choices=[*choices, _NO_ANSWER], required=False, widget=forms.RadioSelect,
            help_text=help_text,
        )  # fmt: skip
    if item.kind is Kind.MULTIPLE:
        return MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple,
            help_text=help_text,
        )  # fmt: skip
    if item.kind is Kind.NUMBER:
        return WholeNumberField(
            label=label, required=False, min_value=item.lowest, max_value=item.highest,
            help_text=help_text,
        )  # fmt: skip
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_TEXT, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip


class IssueForm(OfUnitForm):
    """Codes to issue; the slips come at once and only once."""

    key = KeyField()
    count = WholeNumberField(label="Số mã", min_value=FEWEST_CODES, max_value=MOST_CODES)
    expires_on = DateField(label="Dùng đến hết ngày")


class PrintForm(OfUnitForm):
    """Paper ballots to print, numbered on from an earlier printing."""

    kho = ChoiceField(label="Khổ giấy", choices=[(size, size) for size in SIZES])
    tap = VietnameseCharField(
        label="Mã tập", max_length=20, required=False, help_text="Để trống thì ghi tay sau."
    )
    tu_so = WholeNumberField(label="Từ phiếu số", min_value=1, max_value=9_999, initial=1)
    so_ban = WholeNumberField(
        label="Số phiếu", min_value=1, max_value=MOST_COPIES, initial=50,
        help_text=f"Nhiều nhất {MOST_COPIES} phiếu một tệp; in tiếp thì ghi số bắt đầu.",
    )  # fmt: skip
