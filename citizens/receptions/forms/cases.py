"""What was brought: a case at the counter, and a further one of a visit that stands."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from citizens.receptions.asking import AsksAboutNames
from citizens.receptions.entries import CaseEntry
from citizens.receptions.fields import FIELDS
from citizens.receptions.kinds import Field, MatterKind, Outcome
from citizens.receptions.models import Matter
from citizens.receptions.querysets import MatterQuerySet
from citizens.receptions.rules import case_problems
from portal.choices import ChoiceField
from portal.forms import SeenForm, VietnameseCharField, VietnameseTextField, demand_later

_THREE_LINES = forms.Textarea(attrs={"rows": 3})


class CaseForm(AsksAboutNames):
    """What was brought to a visit, and what was done with it: kind first."""

    kind = ChoiceField(
        label="Loại", choices=MatterKind, widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn loại vụ việc."},
    )  # fmt: skip
    field = ChoiceField(label="Lĩnh vực", choices=Field, required=False)
    matter = forms.ModelChoiceField(
        label="Vụ việc đã có", queryset=Matter.objects.none(), required=False,
        error_messages={"invalid_choice": "Không có vụ việc này trong phạm vi của bạn."},
    )  # fmt: skip
    summary = VietnameseTextField(
        label="Tóm tắt nội dung", required=False, max_length=2000, widget=_THREE_LINES
    )
    solved_by = VietnameseCharField(label="Cơ quan đã giải quyết", required=False, max_length=200)
    outcome = ChoiceField(
        label="Hướng xử lý", choices=Outcome, widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn hướng xử lý."},
    )  # fmt: skip
    agency = VietnameseCharField(label="Đến cơ quan", required=False, max_length=200)
    document_number = VietnameseCharField(label="Số văn bản", required=False, max_length=60)
    hands_in = forms.BooleanField(label="Có nộp đơn: ghi vào sổ đơn", required=False)
    told: tuple[str, ...] = ("summary", "solved_by", "agency", "document_number")

    def __init__(self, *args: Any, matters: MatterQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        demand_later(self, "summary", "agency")
        cast("forms.ModelChoiceField[Matter]", self.fields["matter"]).queryset = matters

    @property
    def is_secret(self) -> bool:
        matter = self.cleaned_data.get("matter") if hasattr(self, "cleaned_data") else None
        chosen = self["kind"].value() or ""
        return chosen == MatterKind.DENUNCIATION or (matter is not None and matter.is_secret)

    @property
    def kinds(self) -> Iterator[tuple[int, MatterKind, str, bool]]:
        """The kinds with their number keys, and the fields of life that each may have."""
        chosen = self["kind"].value()
        for digit, kind in enumerate(MatterKind, start=1):
            yield digit, kind, " ".join(FIELDS[kind]), chosen == kind.value

    @property
    def outcomes(self) -> Iterator[tuple[int, Outcome, bool]]:
        chosen = self["outcome"].value()
        for digit, outcome in enumerate(Outcome, start=1):
            yield digit, outcome, chosen == outcome.value

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "kind" in data:
            note, joins = data.get("note", ""), data.get("matter") is not None
            self.show(case_problems(self.case(), note=note, joins_matter=joins))
        return data

    def show(self, problems: dict[str, str]) -> None:
        """Put each problem beside its field."""
        for name, text in problems.items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, text)

    def show_errors(self, error: ValidationError) -> None:
        """Put what an action refused beside its field."""
        self.show({name: texts[0] for name, texts in error.message_dict.items()})

    def clean_field(self) -> str:
        return self.cleaned_data["field"] or Field.OTHER

    def case(self) -> CaseEntry:
        data = self.cleaned_data
        matter: Matter | None = data.get("matter")
        return CaseEntry(
            kind=MatterKind(data["kind"]),
            outcome=Outcome(data.get("outcome", Outcome.PENDING)),
            summary=data.get("summary", ""),
            field=Field(data.get("field") or Field.OTHER),
            agency=data.get("agency", ""),
            document_number=data.get("document_number", ""),
            solved_by=data.get("solved_by", ""),
            matter=matter,
            hands_in=bool(data.get("hands_in")),
        )


class FurtherCaseForm(SeenForm, CaseForm):
    """One more case of a visit. The page brings along how many it had shown: pressed twice it is one."""

    def _standing(self) -> str:
        return str(self.initial["cases"])

    def tell_overtaken(self, why: str) -> None:
        self.add_error(
            None,
            f"Lượt này đã có {self.initial['cases']} vụ việc, khác lúc ông/bà mở trang. Hãy xem ở trang lượt "
            "tiếp: nếu vụ việc này đã ghi thì thôi; nếu chưa, bấm lưu lần nữa.",
        )
