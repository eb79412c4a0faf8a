"""What the petition book is asked for; the words stand in the address of the page."""

from datetime import date
from typing import Any

from django import forms

from citizens.receptions.filters import PeriodFilters
from citizens.receptions.kinds import MatterKind
from citizens.submissions.kinds import Source, Step, SubmissionOutcome
from citizens.submissions.querysets import LegalTermQuerySet, SubmissionQuerySet
from portal.forms import VietnameseCharField
from portal.text import search_key

_LONGEST_NUMBER = 7  # digits: more is an identity number, which must not stand in an address
_UNDECIDED = "chua"


def _any(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "Tất cả"), *choices]


class BookFilters(PeriodFilters):
    """What the petition book is asked for."""

    chu = None  # type: ignore[assignment]  # a paper has no host
    q = VietnameseCharField(label="Tìm tên, nội dung, số", required=False, max_length=100)
    loai = forms.ChoiceField(label="Loại", choices=_any(MatterKind.choices), required=False)
    nguon = forms.ChoiceField(label="Nguồn", choices=_any(Source.choices), required=False)
    huong = forms.ChoiceField(
        label="Hướng xử lý",
        choices=_any([(_UNDECIDED, "Chưa xử lý"), *SubmissionOutcome.choices]), required=False,
    )  # fmt: skip
    xld = forms.IntegerField(
        min_value=1, max_value=25, widget=forms.HiddenInput, required=False
    )  # a column of 02/XLD: the papers behind its number
    hieu_luc = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("q", "tu", "den", "loai", "nguon", "huong")

    def clean_q(self) -> str:
        q: str = self.cleaned_data["q"]
        if search_key(q).replace(" ", "").isdigit() and len(search_key(q)) > _LONGEST_NUMBER:
            raise forms.ValidationError("Sổ đơn không tìm theo số giấy tờ.")
        return q

    def applied(self, rows: SubmissionQuerySet) -> SubmissionQuerySet:
        days = self.asked("tu"), self.asked("den")
        place = self.asked("xld")
        rows = rows.in_xld_column(place, *days) if place else rows.between(*days)
        if text := self.asked("q"):
            rows = rows.search(text)
        if kind := self.asked("loai"):
            rows = rows.of_kinds([MatterKind(kind)])
        if source := self.asked("nguon"):
            rows = rows.from_source(source)
        if outcome := self.asked("huong"):
            rows = rows.with_outcome(_outcome(outcome))
        return rows.standing() if self.asked("hieu_luc") else rows


class TermFilters(PeriodFilters):
    """What the list of legal deadlines is asked for; days are days due."""

    chu = None  # type: ignore[assignment]  # a deadline has no host
    viec = forms.ChoiceField(label="Việc", choices=_any(Step.choices), required=False)
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False,
        choices=[
            ("", "Chưa xong"), ("qua-han", "Quá hạn"), ("tam-dinh-chi", "Đang tạm đình chỉ"),
            ("tat-ca", "Tất cả"),
        ],
    )  # fmt: skip
    field_order = ("tinh_trang", "tu", "den", "viec")

    def applied(self, rows: LegalTermQuerySet, *, on: date) -> LegalTermQuerySet:
        """Return the rows asked for; `on` is today, for what is overdue."""
        rows = rows.between(self.asked("tu"), self.asked("den"))
        if step := self.asked("viec"):
            rows = rows.of_step(step)
        match self.asked("tinh_trang"):
            case "qua-han":
                return rows.overdue_on(on)
            case "tam-dinh-chi":
                return rows.standing_still()
            case "tat-ca":
                return rows
        return rows.owed()


def _outcome(asked: Any) -> SubmissionOutcome | None:
    return None if asked == _UNDECIDED else SubmissionOutcome(asked)
