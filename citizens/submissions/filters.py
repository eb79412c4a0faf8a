"""What the petition book is asked for; the words stand in the address of the page."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from citizens.receptions.filters import PeriodFilters
from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter
from citizens.receptions.querysets import MatterQuerySet, own_books
from citizens.submissions import questions
from citizens.submissions.kinds import Round, Source, Step, SubmissionOutcome
from citizens.submissions.models import Settlement, Submission
from citizens.submissions.querysets import (
    LegalTermQuerySet,
    SettlementQuerySet,
    SubmissionQuerySet,
    number_like,
)
from citizens.submissions.results import (
    ALL,
    FORMS,
    KIND_OF,
    STATES,
    amount_behind,
    cases,
    settlements_behind,
)
from portal.access import Scope
from portal.choices import ChoiceField
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
    loai = ChoiceField(label="Loại", choices=_any(MatterKind.choices), required=False)
    nguon = ChoiceField(label="Nguồn", choices=_any(Source.choices), required=False)
    huong = ChoiceField(
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

    def first(self, scope: Scope) -> Callable[[], list[Submission]] | None:
        """Return what asks for page one where that is put into SQL once: of everything, or of words alone."""
        if self.is_blank:
            return lambda: questions.newest_papers(scope)
        if words := self.words_alone:
            return lambda: questions.newest_papers_like(scope, words)
        return None


class ColumnFilters(PeriodFilters):
    """A list that a number of 03/GQKN, 04/GQTC or 05/KQTH opens: `bieu` and `cot` name its column."""

    chu = None  # type: ignore[assignment]  # what is settled has no host
    q = VietnameseCharField(label="Tìm nội dung, số quyết định", required=False, max_length=100)
    loai = ChoiceField(label="Loại", choices=_any(MatterKind.choices), required=False)
    bieu = ChoiceField(choices=[("", ""), *FORMS.items()], widget=forms.HiddenInput, required=False)
    cot = forms.IntegerField(min_value=1, max_value=31, widget=forms.HiddenInput, required=False)

    @property
    def column(self) -> tuple[str, int] | None:
        """The form and the column asked for, if both are."""
        form, place = self.asked("bieu"), self.asked("cot")
        return (FORMS[form], place) if form and place else None

    @property
    def of_column(self) -> str:
        """The column in words: "03/GQKN, cột 8"."""
        return f"{self.column[0]}, cột {self.column[1]}" if self.column else ""


class SettlementFilters(ColumnFilters):
    """What the list of settlements is asked for; days are days of acceptance, of a column its period."""

    lan = ChoiceField(label="Lần", choices=_any(Round.choices), required=False)
    tinh_trang = ChoiceField(
        label="Tình trạng", required=False,
        choices=_any(
            [
                ("dang", "Đang giải quyết"), ("xong", "Có quyết định, kết luận"),
                ("dung", "Rút đơn, đình chỉ"), ("thi-hanh", "Chưa thi hành xong"),
            ]
        ),
    )  # fmt: skip
    field_order = ("q", "tu", "den", "loai", "lan", "tinh_trang")

    def applied(self, rows: SettlementQuerySet, scope: Scope, *, on: date) -> SettlementQuerySet:
        """Return the rows asked for; `on` is today, on which a column without a last day is read."""
        first, last = self.asked("tu"), self.asked("den")
        if column := self.column:
            held = rows.held_on(last or on, own_books(scope), KIND_OF.values())
            rows = held.with_amounts()
            rows = rows.filter(settlements_behind(*column, first, last or on))
        else:
            rows = rows.accepted_between(first, last)
        if text := self.asked("q"):
            rows = rows.search(text)
        if kind := self.asked("loai"):
            rows = rows.of_kind(MatterKind(kind))
        if round_ := self.asked("lan"):
            rows = rows.in_round(round_)
        return rows.in_state(state) if (state := self.asked("tinh_trang")) else rows

    def first(self, scope: Scope) -> Callable[[], list[Settlement]] | None:
        """Return what asks for page one where that is put into SQL once: of everything, or of words alone."""
        if self.is_blank:
            return lambda: questions.newest_settlements(scope)
        if words := self.words_alone:
            number = number_like(self.asked("q"))
            return lambda: questions.newest_settlements_like(scope, words, number)
        return None

    def amount(self, settlement: Settlement, *, on: date) -> Decimal | None:
        """What the settlement gives to the column asked for; None when that counts, or none is."""
        if self.column is None:
            return None
        return amount_behind(settlement, *self.column, self.asked("tu"), self.asked("den") or on)


class CaseFilters(ColumnFilters):
    """What the list of complaints and denunciations within competence is asked for."""

    loai = ChoiceField(
        label="Loại", required=False,
        choices=_any([(kind.value, kind.label) for kind in KIND_OF.values()]),
    )  # fmt: skip
    trang_thai = ChoiceField(
        label="Trong kỳ", required=False,
        choices=_any([(str(place), word) for place, word in STATES.items()]),
    )  # fmt: skip
    field_order = ("q", "tu", "den", "loai", "trang_thai")

    def found(self, scope: Scope, *, on: date) -> MatterQuerySet:
        """Return the matters asked for; `on` is today, when no last day is said."""
        last = self.asked("den") or on
        place = int(self.asked("trang_thai") or ALL)
        kinds = list(KIND_OF.values())
        if column := self.column:
            kinds, place = [KIND_OF[column[0]]] if column[0] in KIND_OF else [], column[1]
        elif kind := self.asked("loai"):
            kinds = [MatterKind(kind)]
        rows = cases(scope, kinds, place, self.asked("tu"), last)
        if text := self.asked("q"):
            rows = rows.told_openly().search(text)
        return rows

    def first(self, scope: Scope, *, on: date) -> Callable[[], list[Matter]] | None:
        """Return what asks for page one where that is put into SQL once: of everything, or of words alone."""
        if self.is_blank:
            return lambda: questions.newest_cases(scope, on)
        if words := self.words_alone:
            return lambda: questions.newest_cases_like(scope, on, words)
        return None


class TermFilters(PeriodFilters):
    """What the list of legal deadlines is asked for; days are days due."""

    chu = None  # type: ignore[assignment]  # a deadline has no host
    viec = ChoiceField(label="Việc", choices=_any(Step.choices), required=False)
    tinh_trang = ChoiceField(
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
