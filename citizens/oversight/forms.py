"""What is typed of an undertaking: the fields of its kind, and of an inspection its conclusion."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from citizens.oversight.entries import UndertakingEntry
from citizens.oversight.kinds import UndertakingKind
from citizens.oversight.models import Undertaking
from portal.forms import (
    DateField,
    KeyField,
    ReasonField,
    SeenForm,
    VietnameseCharField,
    WholeNumberField,
    demand_later,
)

_MOST = 100_000
_DAYS = {
    UndertakingKind.TRAINING: "Ngày mở lớp",
    UndertakingKind.INSPECTION: "Ngày bắt đầu",
}


# What a kind cannot do without; the law's own rule says the same of what is written otherwise.
_NEEDED = {
    UndertakingKind.TRAINING: {"people": "Hãy ghi số người dự, ít nhất 1."},
    UndertakingKind.INSPECTION: {
        "units": "Hãy ghi số đơn vị được thanh tra, kiểm tra, ít nhất 1.",
    },
}


def _number(label: str) -> WholeNumberField:
    return WholeNumberField(label=label, min_value=0, max_value=_MOST, required=False)


_CONCLUSION = (
    "concluded_on", "conclusion_number", "discipline_organisations", "discipline_persons",
    "refer_organisations", "refer_persons",
)  # fmt: skip
_EXECUTION = (
    "executed_on", "disciplined_organisations", "disciplined_persons", "prosecuted_cases",
    "prosecuted_persons",
)  # fmt: skip
_COUNTED = (*_CONCLUSION[2:], *_EXECUTION[1:])


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page of an inspection."""

    title: str
    plain: list[forms.BoundField]
    counted: list[forms.BoundField]


class UndertakingForm(forms.Form):
    """One undertaking of a kind that is known already."""

    day = DateField(label="Ngày ban hành")
    number = VietnameseCharField(label="Số, ký hiệu", required=False, max_length=60)
    title = VietnameseCharField(label="Trích yếu, tên việc", max_length=300)
    people = _number("Số người dự")
    units = _number("Số đơn vị được thanh tra, kiểm tra")
    concluded_on = DateField(
        label="Ngày kết luận", required=False,
        help_text="Cần có khi đã ghi số kết luận, kiến nghị hoặc ngày thực hiện xong.",
    )  # fmt: skip
    conclusion_number = VietnameseCharField(
        label="Số kết luận", required=False, max_length=60,
        help_text="Cần có khi đã ghi ngày kết luận.",
    )  # fmt: skip
    discipline_organisations = _number("Kiến nghị xử lý hành chính: số tổ chức")
    discipline_persons = _number("Kiến nghị xử lý hành chính: số cá nhân")
    refer_organisations = _number("Kiến nghị chuyển điều tra: số tổ chức")
    refer_persons = _number("Kiến nghị chuyển điều tra: số cá nhân")
    executed_on = DateField(
        label="Thực hiện xong kết luận ngày", required=False,
        help_text="Cần có khi đã ghi kết quả xử lý bên dưới; kết quả tính vào kỳ có ngày này.",
    )  # fmt: skip
    disciplined_organisations = _number("Đã xử lý hành chính: số tổ chức")
    disciplined_persons = _number("Đã xử lý hành chính: số cá nhân")
    prosecuted_cases = _number("Đã khởi tố: số vụ")
    prosecuted_persons = _number("Đã khởi tố: số đối tượng")

    def __init__(self, *args: Any, kind: UndertakingKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["day"].label = _DAYS.get(kind, "Ngày ban hành")
        for name in _unknown_to(kind):
            del self.fields[name]
        demand_later(self, *_COUNTED)  # the section says once that no number is none
        for name, words in _needed(kind).items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words

    @property
    def own(self) -> list[forms.BoundField]:
        """The boxes of the undertaking itself; what follows from it stands in sections behind."""
        later = {*_CONCLUSION, *_EXECUTION}
        return [one for one in self.visible_fields() if one.name not in later]

    @property
    def sections(self) -> list[Section]:
        """The conclusion of an inspection, and what was done of it: days and numbers, then counts."""
        if "concluded_on" not in self.fields:
            return []
        return [
            Section(title, [self[name] for name in names if name not in _COUNTED],
                    [self[name] for name in names if name in _COUNTED])
            for title, names in (("Kết luận", _CONCLUSION), ("Thực hiện kết luận", _EXECUTION))
        ]  # fmt: skip

    def entry(self) -> UndertakingEntry:
        names = UndertakingForm.base_fields
        known = {
            name: value
            for name, value in self.cleaned_data.items()
            if name in names and value is not None
        }
        return UndertakingEntry(kind=self.kind, **known)

    def show_errors(self, error: ValidationError) -> None:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, texts in told.items():
            self.add_error(name if name in self.fields else None, texts[0])


class NewForm(UndertakingForm):
    """One that is written down; saved twice it is one row."""

    key = KeyField()


class CorrectionForm(SeenForm, UndertakingForm):
    """One that stands; who saves is told when somebody changed it meanwhile."""


class VoidForm(forms.Form):
    """Why it is struck out."""

    reason = ReasonField()


def first_values(undertaking: Undertaking) -> dict[str, Any]:
    return {name: getattr(undertaking, name) for name in UndertakingForm.base_fields}


def _needed(kind: UndertakingKind) -> dict[str, str]:
    number = {"number": "Hãy ghi số, ký hiệu văn bản."} if kind.is_text else {}
    return number | _NEEDED.get(kind, {})


def _unknown_to(kind: UndertakingKind) -> list[str]:
    common = {"day", "number", "title"}
    own = {
        UndertakingKind.TRAINING: {"people"},
        UndertakingKind.INSPECTION: set(UndertakingForm.base_fields) - {"people"},
    }.get(kind, set())
    return [name for name in UndertakingForm.base_fields if name not in common | own]
