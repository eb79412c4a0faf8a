"""The people who came: what is typed of each, and what a correction begins with."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from citizens.receptions.entries import PersonEntry
from citizens.receptions.kinds import IdentityKind
from citizens.receptions.models import Reception
from citizens.receptions.rules import card_problem, identity_kind_of, normal_number
from portal.forms import IdField, VietnameseCharField
from portal.units.lookup import unit_spelt_out, unit_words
from portal.units.models import Organisation

_ROW = re.compile(r"^nguoi(\d{1,3})-(?:number|name|place|address)$")
_TOLD = ("name", "place", "address")  # what a page shows of a person
_MOST_ROWS = 100  # more is no page of ours
_ELSEWHERE = (
    "Ghi đủ chữ “xã …, tỉnh …” theo tên hiện nay, hoặc để trống ô này và ghi cả địa chỉ vào ô "
    "“Thôn, tổ, số nhà” (ở nước ngoài, không rõ xã)."
)


def rows_of_people(data: Any, least: int) -> range:
    """Return the places of the rows of people: as many as a form offers, and all that were sent.

    What is too many is then told by the law's own rule, and comes back as it was typed.
    """
    sent = (_ROW.match(name) for name in data or () if str(data[name]).strip())
    places = (int(found[1]) for found in sent if found)
    return range(1, min(max([least, *places]), _MOST_ROWS) + 1)


def people_otherwise(people: Sequence["IdentityForm"]) -> list[str]:
    """Say of each person who stands there otherwise than typed: "Người thứ 1: “Hà, Thôn Đông”"."""
    return [
        f"Người thứ {place}: “{', '.join(one.stands) or '(trống)'}”"
        for place, one in enumerate(people, start=1)
        if one.stands_otherwise
    ]


def unread(person: forms.Form) -> list[str]:
    """Say what is wrong with each box of a person, to be told away from it.

    A sentence about a length would not say of which box.
    """
    causes = person.errors.as_data()
    return [
        f"{person[name].label}: {texts[0]}"
        if causes[name][0].code == "max_length"
        else str(texts[0])
        for name, texts in person.errors.items()
    ]


class IdentityForm(forms.Form):
    """The paper that somebody showed; on a correction `kept` is the row whose number may stay."""

    number = VietnameseCharField(
        label="Số căn cước, CMND hoặc hộ chiếu", required=False, max_length=500,
        help_text="Gõ số, hoặc quét mã QR trên thẻ.",
    )  # fmt: skip
    other_paper = forms.BooleanField(label="Giấy tờ khác", required=False)
    kept = IdField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, VietnameseCharField):
                field.widget.attrs["autocomplete"] = "off"
        self.fields["number"].widget.attrs |= {"inputmode": "text", "spellcheck": "false"}

    def clean_number(self) -> str:
        """The number typed; of a scan that is no card, why."""
        number: str = self.cleaned_data["number"]
        if problem := card_problem(number):
            raise ValidationError(problem)
        return number

    @property
    def stands(self) -> list[str]:
        """Name and home as they stand, of somebody whose row a correction shows."""
        told = (str(self.initial.get(name) or "") for name in _TOLD)
        return [text for text in told if text]

    @property
    def stands_otherwise(self) -> bool:
        """Whether what was typed of the person is not what stands."""
        return any(name in self.changed_data for name in _TOLD)

    @property
    def typed_number(self) -> str:
        return normal_number(self.cleaned_data.get("number", ""))

    @property
    def identity_kind(self) -> IdentityKind | None:
        """What paper it is: as its number tells, or another one when a person says so."""
        if self.cleaned_data.get("other_paper") and self.typed_number:
            return IdentityKind.OTHER
        return identity_kind_of(self.typed_number)


class PersonForm(IdentityForm):
    """One person who came: paper, name, address in two boxes (the second is filled in)."""

    name = VietnameseCharField(label="Họ và tên", required=False, max_length=150)
    place = VietnameseCharField(label="Thôn, tổ, số nhà", required=False, max_length=200)
    commune = VietnameseCharField(label="Xã, tỉnh", required=False, max_length=100)

    @property
    def is_typed(self) -> bool:
        """Whether anything but the filled-in commune was typed."""
        data = self.cleaned_data
        return any(data.get(name) for name in ("number", "name", "place"))

    def know_commune(self, *, on: date) -> None:
        """Keep the words of the unit that was typed; refuse one that did not stand on the day.

        What is filled in needs no asking, and an empty box is an address written whole in the other.
        """
        typed = self.cleaned_data["commune"]
        if not typed or typed == self.initial.get("commune"):
            return
        try:
            unit = unit_spelt_out(typed, on=on)
        except ValidationError as error:
            self.add_error("commune", f"{error.message} {_ELSEWHERE}")
        else:
            self.cleaned_data["commune"] = unit_words(unit)

    def entry(self) -> PersonEntry:
        data = self.cleaned_data
        parts = (data.get("place", ""), data.get("commune", ""))
        address = ", ".join(part for part in parts if part) if parts[0] else ""
        return PersonEntry(
            data.get("name", ""), address, self.typed_number, self.identity_kind, data.get("kept")
        )


def people_of(reception: Reception) -> list[dict[str, Any]]:
    """Return the first values of the person rows of a correction: never an identity number."""
    return [
        {
            "kept": one.pk,
            "name": one.name,
            "place": one.address,
            "other_paper": one.identity_kind == IdentityKind.OTHER,
        }
        for one in reception.visitors.all()
    ]


def commune_words(office: Organisation) -> str:
    """Return what fills the second address box: "xã Lục Nam, tỉnh Bắc Ninh"."""
    return unit_words(office.unit)
