"""A submission as it is typed: the paper, who signed it, what it is about."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain, repeat
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from citizens.receptions.asking import AsksAboutNames
from citizens.receptions.fields import FIELDS
from citizens.receptions.forms import (
    IdentityForm,
    ReasonForm,
    people_otherwise,
    rows_of_people,
    unread,
)
from citizens.receptions.kinds import Field, IdentityKind, MatterKind
from citizens.receptions.models import Matter
from citizens.receptions.querysets import MatterQuerySet
from citizens.submissions.entries import PaperEntry, PetitionerEntry, SubjectEntry
from citizens.submissions.kinds import Round, Source
from citizens.submissions.models import Submission
from citizens.submissions.rules import paper_problems
from portal.choices import ChoiceField
from portal.forms import (
    DateField,
    KeyField,
    SeenForm,
    VietnameseCharField,
    VietnameseTextField,
    WholeNumberField,
    demand_later,
)
from portal.text import one_line, search_key
from portal.units.models import Organisation

MOST_PETITIONERS, MOST_PAGES = 5, 5000
_THREE_LINES = forms.Textarea(attrs={"rows": 3})
_BY_HAND = [(one.value, one.label) for one in Source]


class PetitionerForm(IdentityForm):
    """One who signed."""

    name = VietnameseCharField(label="Họ và tên", required=False, max_length=150)
    address = VietnameseCharField(label="Địa chỉ", required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        demand_later(self, "name", "address")

    @property
    def is_typed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("number", "name", "address"))

    def entry(self) -> PetitionerEntry:
        data = self.cleaned_data
        return PetitionerEntry(
            data["name"], data["address"], self.typed_number, self.identity_kind, data["kept"]
        )


class PaperForm(AsksAboutNames):
    """The paper and its people; who records one adds what it is about, a correction does not."""

    received_on = DateField(label="Ngày nhận")
    source = ChoiceField(label="Nguồn đơn", choices=_BY_HAND)
    sender = VietnameseCharField(label="Nơi chuyển đến", required=False, max_length=200)
    sender_document = VietnameseCharField(
        label="Số văn bản chuyển đến", required=False, max_length=60
    )
    written_on = DateField(label="Ngày ghi trên đơn", required=False)
    round = ChoiceField(label="Lần", choices=Round)
    signatories = WholeNumberField(label="Số người đứng đơn", min_value=1)
    pages = WholeNumberField(
        label="Số trang của đơn", required=False, min_value=1, max_value=MOST_PAGES
    )
    enclosures = WholeNumberField(
        label="Số tài liệu kèm theo", required=False, min_value=0, max_value=MOST_PAGES,
        help_text="In vào giấy biên nhận; chưa đếm thì để trống.",
    )  # fmt: skip
    carried_over = forms.BooleanField(label="Tồn từ trước, nhận bàn giao", required=False)
    note = VietnameseCharField(label="Ghi chú", required=False, max_length=500)
    told: tuple[str, ...] = ("sender", "sender_document", "note")

    def __init__(
        self, data: Any = None, *, on: date, office: Organisation,
        people: list[dict[str, Any]] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.on, self.office = on, office
        nobody: dict[str, Any] = {}
        rows = rows_of_people(data, max(MOST_PETITIONERS, len(people or [])))
        self.people = [
            PetitionerForm(data, prefix=f"nguoi{place}", initial=initial)
            for place, initial in zip(rows, chain(people or [], repeat(nobody)), strict=False)
        ]

    @property
    def others(self) -> list[PetitionerForm]:
        """The people after the first; their rows are folded until they are needed."""
        return self.people[1:]

    @property
    def names_others(self) -> bool:
        return any(one.errors or one["name"].value() for one in self.others)

    def subject(self) -> SubjectEntry:
        """What the paper is about: typed with a new one, at its matter for one that is corrected.

        Never this form's own: it is only what `SubmissionForm` and `CorrectionForm` have in common.
        """
        raise NotImplementedError(f"{type(self).__name__} does not say what it is about")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._tell_of_unread()
        if "received_on" in self.errors or not self.can_be_checked():
            return data
        problems = paper_problems(
            self.paper(), self.people_entries(), self.subject(), on=self.on,
            office_since=self.office.valid_from,
        )  # fmt: skip
        self.show(problems)
        return data

    def can_be_checked(self) -> bool:
        return True

    def _tell_of_unread(self) -> None:
        """Tell above the form, too, of each person of whom a box could not be read."""
        for person in self.people:
            for text in unread(person):
                self._tell_of(person, text)

    def _tell_of(self, person: PetitionerForm, text: str) -> None:
        self.add_error(None, f"Người thứ {self.people.index(person) + 1}: {text}")

    def show(self, problems: dict[str, str]) -> None:
        """Put each problem beside its field: "people-2-name" beside the second typed name."""
        typed = self._typed_people()
        for name, text in problems.items():
            if name.startswith("people-"):
                _, place, field = name.split("-")
                typed[int(place) - 1].add_error(field, text)
                self._tell_of(typed[int(place) - 1], text)
            elif name not in self.errors:
                self.add_error(name if name in self.fields else None, text)

    def show_errors(self, error: ValidationError) -> None:
        """Put what an action refused beside its field."""
        self.show({name: texts[0] for name, texts in error.message_dict.items()})

    def paper(self) -> PaperEntry:
        data = self.cleaned_data
        return PaperEntry(
            received_on=data.get("received_on") or self.on,
            source=Source(data.get("source", Source.POST)),
            written_on=data.get("written_on"),
            sender=data.get("sender", ""),
            sender_document=data.get("sender_document", ""),
            round=Round(data.get("round", Round.FIRST)),
            signatories=data.get("signatories") or len(self._typed_people()) or 1,
            carried_over=bool(data.get("carried_over")),
            note=data.get("note", ""),
            pages=data.get("pages"),
            enclosures=data.get("enclosures"),
        )

    def people_entries(self) -> list[PetitionerEntry]:
        return [one.entry() for one in self._typed_people()]

    def _typed_people(self) -> list[PetitionerForm]:
        return [one for one in self.people if one.is_valid() and one.is_typed]


class SubmissionForm(PaperForm):
    """A new paper: its kind first, then how it came, who signed, what it is about."""

    key = KeyField()
    kind = ChoiceField(
        label="Loại đơn", choices=MatterKind,
        error_messages={"required": "Hãy chọn loại đơn."},
    )  # fmt: skip
    field = ChoiceField(label="Lĩnh vực", choices=Field, required=False)
    matter = forms.ModelChoiceField(
        label="Vụ việc đã có", queryset=Matter.objects.none(), required=False,
        error_messages={"invalid_choice": "Không có vụ việc này trong phạm vi của bạn."},
    )  # fmt: skip
    summary = VietnameseTextField(
        label="Tóm tắt nội dung", required=False, max_length=2000, widget=_THREE_LINES
    )
    told = ("summary", "sender", "sender_document", "note")

    def __init__(self, *args: Any, matters: MatterQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        demand_later(self, "summary")
        cast("forms.ModelChoiceField[Matter]", self.fields["matter"]).queryset = matters

    @property
    def is_secret(self) -> bool:
        matter = self.cleaned_data.get("matter") if hasattr(self, "cleaned_data") else None
        return self["kind"].value() == MatterKind.DENUNCIATION or (
            matter is not None and matter.is_secret
        )

    @property
    def fields_by_kind(self) -> list[tuple[str, str]]:
        """The fields of life that each kind may have; the page offers no others."""
        return [(kind.value, " ".join(FIELDS[kind])) for kind in MatterKind]

    def can_be_checked(self) -> bool:
        return "kind" in self.cleaned_data

    def clean_field(self) -> str:
        return self.cleaned_data["field"] or Field.OTHER

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        longest = self.fields["note"].max_length  # type: ignore[attr-defined]  # a line of text
        if len(note := self._note()) > longest and "note" not in self.errors:
            self.add_error(
                "summary",
                f"Đơn nối vào vụ việc đã có giữ nội dung riêng ở Ghi chú, nhiều nhất {longest} ký tự "
                f"cả hai ô (hiện có {len(note)}): hãy rút gọn.",
            )
        return data

    def paper(self) -> PaperEntry:
        return replace(super().paper(), note=self._note())

    def _note(self) -> str:
        """What is noted; of a paper that joins a matter its own words too, for the matter has others."""
        data = self.cleaned_data
        note, own, matter = data.get("note", ""), data.get("summary", ""), data.get("matter")
        if matter is None or not own or search_key(own) == search_key(matter.summary):
            return str(note)
        own = f"Nội dung đơn: {one_line(own)}"
        return f"{note.rstrip('.')}. {own}" if note else own

    def subject(self) -> SubjectEntry:
        data = self.cleaned_data
        matter: Matter | None = data.get("matter")
        return SubjectEntry(
            kind=MatterKind(data["kind"]),
            summary="" if matter else data.get("summary", ""),
            field=Field(data.get("field") or Field.OTHER),
            matter=matter,
        )


class CorrectionForm(SeenForm, PaperForm):
    """A paper written anew. What it is about is corrected at its matter."""

    told = ("sender", "sender_document", "note")

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        self.submission = submission
        super().__init__(*args, **kwargs)
        if submission.reception_id:
            for name in ("received_on", "source"):
                self.fields[name].disabled = True

    def _standing(self) -> str:
        """The paper and who signed it: their rows are forms of their own."""
        signed = "; ".join(f"{one.initial.get('kept')} {one.stands}" for one in self.people)
        return hashlib.sha256(f"{super()._standing()} {signed}".encode()).hexdigest()[:20]

    def now_otherwise(self, names: Iterable[str]) -> str:
        said = (super().now_otherwise(names), *people_otherwise(self.people))
        return "; ".join(filter(None, said))

    def subject(self) -> SubjectEntry:
        matter = self.submission.matter
        return SubjectEntry(MatterKind(matter.kind), matter=matter)


class VoidForm(ReasonForm):
    """Why a paper is struck out."""


def people_of(submission: Submission) -> list[dict[str, Any]]:
    """Return the first values of the rows of those who signed: never an identity number."""
    return [
        {
            "kept": one.pk, "name": one.name, "address": one.address,
            "other_paper": one.identity_kind == IdentityKind.OTHER,
        }
        for one in submission.petitioners.all()
    ]  # fmt: skip
