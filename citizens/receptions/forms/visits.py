"""The forms of the counter: what is typed, checked by the rules, error beside the field."""

from collections.abc import Iterable
from datetime import date
from itertools import chain, repeat
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from citizens.receptions.asking import AsksAboutNames, AsksAboutTheBook
from citizens.receptions.entries import PersonEntry, VisitEntry
from citizens.receptions.forms.cases import CaseForm
from citizens.receptions.forms.people import PersonForm, people_otherwise, rows_of_people, unread
from citizens.receptions.kinds import (
    Channel,
    Field,
    Host,
    MatterKind,
    Mode,
    Outcome,
    ReplyKind,
)
from citizens.receptions.rules import (
    identity_problem,
    normal_number,
    visit_problems,
)
from portal.choices import ChoiceField
from portal.forms import (
    DateField,
    KeyField,
    ReasonField,
    SeenForm,
    VietnameseCharField,
    VietnameseTextField,
    WholeNumberField,
)
from portal.units.forms import OrganisationField
from portal.units.models import Organisation

MOST_PEOPLE_NAMED = 5
_THREE_LINES = forms.Textarea(attrs={"rows": 3})


class VisitForm(AsksAboutNames):
    """A visit and its people. The counter adds what was brought; a correction does not."""

    received_on = DateField(label="Ngày tiếp")
    channel = ChoiceField(label="Hình thức", choices=Channel)
    host = ChoiceField(label="Chủ trì tiếp", choices=Host)
    mode = ChoiceField(label="Cách tiếp", choices=Mode)
    official_name = VietnameseCharField(label="Người tiếp", max_length=150)
    head_count = WholeNumberField(label="Số người", min_value=1)
    note = VietnameseCharField(label="Ghi chú", required=False, max_length=500)

    def __init__(
        self, data: Any = None, *, on: date, office: Organisation, people: list[dict[str, Any]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.on, self.office = on, office
        empty = {"commune": people[0].get("commune", "") if people else ""}
        rows = rows_of_people(data, max(MOST_PEOPLE_NAMED, len(people)))
        self.people = [
            PersonForm(data, prefix=f"nguoi{place}", initial=initial)
            for place, initial in zip(rows, chain(people, repeat(empty)), strict=False)
        ]

    @property
    def others(self) -> list[PersonForm]:
        """The people after the first; their rows are folded until they are needed."""
        return self.people[1:]

    @property
    def names_others(self) -> bool:
        return any(one.errors or one["name"].value() for one in self.others)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wrong = [] if self.is_secret else self._wrong_people()
        problems = visit_problems(
            self.visit(),
            self.people_entries(),
            is_secret=self.is_secret,
            office_since=self.office.valid_from,
            on=self.on,
        )
        if wrong:
            problems.pop("people", None)  # somebody is there, who could not be read
        self.show(problems)
        return data

    def _wrong_people(self) -> list[PersonForm]:
        """Return those of whom a box could not be read, each told of above the form too."""
        for one in self._typed_people():
            one.know_commune(on=self.visit().received_on)
        wrong = [one for one in self.people if one.errors]
        for one in wrong:
            for text in unread(one):
                self._tell_of(one, text)
        return wrong

    def _tell_of(self, person: PersonForm, text: str) -> None:
        self.add_error(None, f"Người thứ {self.people.index(person) + 1}: {text}")

    def show(self, problems: dict[str, str]) -> None:
        """Put each problem beside its field: "people-2-name" beside the second typed person's name."""
        typed = self._typed_people()
        for name, text in problems.items():
            if name == "people":
                self.people[0].add_error("name", text)
                self.add_error(None, text)
            elif name.startswith("people-"):
                _, place, field = name.split("-")
                typed[int(place) - 1].add_error(field, text)
                self._tell_of(typed[int(place) - 1], text)
            elif name not in self.errors:
                self.add_error(name if name in self.fields else None, text)

    def show_errors(self, error: ValidationError) -> None:
        """Put what an action refused beside its field."""
        self.show({name: texts[0] for name, texts in error.message_dict.items()})

    def visit(self) -> VisitEntry:
        """Return what was typed; where it could not be read, what is least likely to be wrong."""
        data = self.cleaned_data
        return VisitEntry(
            received_on=data.get("received_on") or self.on,
            official_name=data.get("official_name", "?"),
            channel=Channel(data.get("channel", Channel.REGULAR)),
            host=Host(data.get("host", Host.OFFICIAL)),
            mode=Mode(data.get("mode", Mode.IN_PERSON)),
            head_count=data.get("head_count") or len(self._typed_people()) or 1,
            note=data.get("note", ""),
        )

    def people_entries(self) -> list[PersonEntry]:
        return [one.entry() for one in self._typed_people()]

    def _typed_people(self) -> list[PersonForm]:
        return [one for one in self.people if one.is_valid() and one.is_typed]


class CorrectionForm(SeenForm, VisitForm):
    """A visit written anew; which one the writer saw is told by how often it had been corrected."""

    told = ("note",)

    def _standing(self) -> str:
        return str(self.initial["corrections"])

    def now_otherwise(self, names: Iterable[str]) -> str:
        said = (super().now_otherwise(names), *people_otherwise(self.people))
        return "; ".join(filter(None, said))


class CounterForm(AsksAboutTheBook, VisitForm, CaseForm):
    """The counter's one screen: kind first, then who, what, and what was done."""

    key = KeyField()
    told = ("summary", "note", "solved_by", "agency", "document_number")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "received_on" in data and "received_on" not in self.errors:
            self.ask_about_book(data["received_on"], on=self.on)
        return data


class HandlingForm(SeenForm, AsksAboutNames):
    """What became of a matter after a visit."""

    told = ("agency", "document_number", "solved_by", "result")

    outcome = ChoiceField(label="Hướng xử lý", choices=Outcome)
    agency = VietnameseCharField(label="Cơ quan có thẩm quyền", required=False, max_length=200)
    document_number = VietnameseCharField(label="Số văn bản", required=False, max_length=60)
    solved_by = VietnameseCharField(label="Cơ quan đã giải quyết", required=False, max_length=200)
    replied_on = DateField(label="Ngày trả lời người dân", required=False)
    reply_kind = ChoiceField(
        label="Đã trả lời", choices=[("", "Chưa trả lời"), *ReplyKind.choices], required=False
    )
    result = VietnameseCharField(
        label="Theo dõi kết quả giải quyết", required=False, max_length=500
    )

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data.pop("checked", None)
        kind = data.pop("reply_kind")
        return data | {
            "outcome": Outcome(data["outcome"]), "reply_kind": ReplyKind(kind) if kind else None,
        }  # fmt: skip


class MatterForm(SeenForm, AsksAboutNames):
    """A matter's words: its field of life and its summary."""

    told = ("summary",)

    field = ChoiceField(label="Lĩnh vực", choices=Field)
    summary = VietnameseTextField(label="Tóm tắt nội dung", max_length=2000)

    def values(self) -> dict[str, Any]:
        return {"field": Field(self.cleaned_data["field"]), "summary": self.cleaned_data["summary"]}


class ClassifyForm(MatterForm):
    """A matter under another kind."""

    kind = ChoiceField(label="Loại", choices=MatterKind)
    field_order = ("kind", "field", "summary")

    @property
    def is_secret(self) -> bool:
        return self.of_secret or self["kind"].value() == MatterKind.DENUNCIATION

    def values(self) -> dict[str, Any]:
        return super().values() | {"kind": MatterKind(self.cleaned_data["kind"])}


class HandOverForm(AsksAboutNames):
    """To whom a matter goes, from when, by which document, and why."""

    told = ("reason",)

    to = OrganisationField(label="Chuyển cho UBND", among=Organisation.objects.peoples_committees())
    on = DateField(label="Từ ngày")
    document_number = VietnameseCharField(
        label="Số văn bản chuyển", max_length=60,
        error_messages={"required": "Hãy ghi số phiếu chuyển, văn bản chuyển."},
    )  # fmt: skip
    reason = VietnameseCharField(label="Căn cứ, lý do", max_length=200)

    def values(self) -> dict[str, Any]:
        names = ("to", "on", "document_number", "reason")
        return {name: self.cleaned_data[name] for name in names}


class FindForm(forms.Form):
    """An identity number to look up; posted, never in an address."""

    number = VietnameseCharField(
        label="Số căn cước, CMND hoặc hộ chiếu", max_length=40,
        error_messages={"required": "Hãy gõ số giấy tờ."},
    )  # fmt: skip

    def clean_number(self) -> str:
        number = normal_number(self.cleaned_data["number"])
        if problem := identity_problem(number):
            raise ValidationError(problem)
        return number


class ReasonForm(AsksAboutNames):
    """Why: for striking a visit out, for seeing a number in full."""

    told = ("reason",)

    reason = ReasonField()
