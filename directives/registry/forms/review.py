"""The rows of a review: citations and duties, each with its answer, and what holds them together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from directives.reading import canonical_number, kind_named, kind_of, number_key
from directives.registry import asking
from directives.registry.actions import DutyAnswer, ReferenceAnswer, Review
from directives.registry.forms.masthead import MastheadForm
from directives.registry.kinds import (
    Bound,
    DueKind,
    DutyState,
    ReferenceState,
    Relation,
)
from directives.registry.models import CrossReference, Directive, Duty
from directives.registry.models.duties import NO_MEASURE, NOT_A_SHARE
from directives.registry.rules import meant_key
from portal.access import Scope
from portal.alike import alike
from portal.choices import ChoiceField, TypedChoiceField
from portal.forms import (
    DateField,
    SeenPart,
    VietnameseCharField,
    VietnameseTextField,
    WholeNumberField,
)

# The buttons that save for good: the second says that what is unanswered may wait.
FINISH, FINISH_AS_IS = "final", "final_as_is"
_ROWS_NAMED = 10
DECISIONS = [("accept", "Nhận"), ("reject", "Bỏ")]
_WEEKDAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]


def _decision() -> forms.ChoiceField:
    return ChoiceField(label="Trả lời", required=False, choices=DECISIONS, widget=forms.RadioSelect)


@alike
class ReferenceForm(SeenPart):
    """One citation. Without a row it is the blank one at the end, skipped when left empty."""

    number = VietnameseCharField(label="Số, ký hiệu", required=False, max_length=60)
    kind = VietnameseCharField(
        label="Loại", required=False, max_length=60,
        widget=forms.TextInput(attrs={"list": "cac-loai", "autocomplete": "off"}),
    )  # fmt: skip
    issued_on = DateField(label="Ngày", required=False)
    issuer = VietnameseCharField(label="Cơ quan ban hành", required=False, max_length=200)
    relation = ChoiceField(label="Quan hệ", choices=Relation.choices, initial=Relation.CITES)
    target = TypedChoiceField(
        label="Là văn bản", required=False, coerce=int, empty_value=None,
        choices=[("", "chưa có trong hệ thống")],
    )  # fmt: skip
    decision = _decision()

    def __init__(
        self,
        data: Any = None,
        *,
        row: CrossReference | None,
        on: dt.date,
        candidates: list[Directive],
    ) -> None:
        self.row, self.on, self.candidates = row, on, candidates
        initial = {
            name: getattr(row, name) for name in ("number", "issued_on", "issuer", "relation")
        } if row else {}  # fmt: skip
        if row is not None:
            initial |= {"target": row.target_id, "decision": _reference_decision(row)}
            initial["kind"] = row.get_kind_display()
        super().__init__(data, prefix=f"dan-{row.pk if row else 'moi'}", initial=initial)
        self.name, self.anchor = f"Dẫn chiếu {row.number if row else 'mới'}", self.prefix
        if candidates:
            self.fields["target"] = self._offering(candidates)

    def _offering(self, candidates: list[Directive]) -> forms.Field:
        field = copy(self.fields["target"])
        field.widget = copy(field.widget)
        named = [(held.pk, _shown(held)) for held in candidates]
        field.choices = [("", _without_target(candidates)), *named]  # type: ignore[attr-defined]
        return field

    @property
    def is_blank(self) -> bool:
        return self.row is None and not self.cleaned_data.get("number")

    def clean_number(self) -> str:
        number = canonical_number(self.cleaned_data["number"])
        if self.row is not None and not number:
            raise ValidationError("Nhập số, ký hiệu; nếu không phải dẫn chiếu thì chọn “Bỏ”.")
        return number

    def clean_kind(self) -> str:
        """The code of the kind typed by its name or its abbreviation."""
        typed: str = self.cleaned_data["kind"]
        if self.row is not None and typed == self.row.get_kind_display():
            return self.row.kind
        kind = kind_named(typed) or kind_of(typed)
        if typed and kind is None:
            raise ValidationError(
                f"Không có loại văn bản “{typed}”. Chọn một loại trong danh sách."
            )
        return kind.code if kind else ""

    def clean_issued_on(self) -> dt.date | None:
        issued_on: dt.date | None = self.cleaned_data["issued_on"]
        if issued_on is not None and issued_on > self.on:
            raise ValidationError(f"Ngày {issued_on:%d/%m/%Y} chưa đến.")
        return issued_on

    @property
    def answer(self) -> ReferenceAnswer:
        data = self.cleaned_data
        names = ("number", "kind", "issued_on", "issuer", "relation")
        renumbered = self.row is not None and number_key(data["number"]) != self.row.number_key
        return ReferenceAnswer(
            row=self.row,
            values={name: data[name] for name in names},
            decision=data["decision"] or ("accept" if self.row is None else ""),
            target_id=None if renumbered else data["target"],
        )


@alike
class DutyForm(SeenPart):
    """One duty. Of a final directive, what was accepted stands: others have been told to do it."""

    clause = VietnameseCharField(label="Mục", required=False, max_length=40)
    text = VietnameseTextField(
        label="Nội dung", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    actors = VietnameseCharField(
        label="Giao cho", required=False, max_length=1000, help_text="Cách nhau bằng dấu chấm phẩy."
    )
    due_kind = ChoiceField(label="Hạn", choices=DueKind.choices, initial=DueKind.NONE)
    due_on = DateField(label="Ngày cuối cùng", required=False)
    due_day = WholeNumberField(label="Ngày", required=False, min_value=1, max_value=31)
    due_month = WholeNumberField(label="Tháng", required=False, min_value=1, max_value=12)
    due_weekday = TypedChoiceField(
        label="Thứ", required=False, coerce=int, empty_value=None,
        choices=[("", "–"), *enumerate(_WEEKDAYS)],
    )  # fmt: skip
    quantity = forms.DecimalField(
        label="Số lượng", required=False, max_digits=12, decimal_places=2, min_value=0,
        localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w-number"}),
    )  # fmt: skip
    quantity_unit = VietnameseCharField(label="Đơn vị tính", required=False, max_length=100)
    quantity_is_percent = forms.BooleanField(label="là tỷ lệ %", required=False)
    quantity_of_units = forms.BooleanField(label="của số đơn vị được giao", required=False)
    quantity_bound = ChoiceField(
        label="Mức ràng buộc", required=False, choices=[("", "–"), *Bound.choices]
    )
    decision = _decision()

    _names = (
        "clause", "text", "due_kind", "due_on", "due_day", "due_month", "due_weekday",
        "quantity", "quantity_unit", "quantity_is_percent", "quantity_of_units",
        "quantity_bound",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, row: Duty | None, fixed: bool = False) -> None:
        self.row, self.fixed = row, fixed
        initial = {name: getattr(row, name) for name in self._names} if row else {}
        if row is not None:
            words = [actor["wording"] for actor in row.actors]
            initial |= {"actors": "; ".join(words), "decision": _duty_decision(row)}
        super().__init__(data, prefix=f"nv-{row.pk if row else 'moi'}", initial=initial)
        self.name, self.anchor = f"Nhiệm vụ {row.place if row else 'mới'}", self.prefix
        if fixed:
            self.fields = {name: _disabled(field) for name, field in self.fields.items()}

    @property
    def is_blank(self) -> bool:
        return self.row is None and not self.cleaned_data.get("text")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.row is not None and not data.get("text") and "text" not in self.errors:
            self.add_error("text", "Nhập nội dung; nếu không phải nhiệm vụ thì chọn “Bỏ”.")
        once = data.get("due_kind") == DueKind.ONCE
        if once and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Nhiệm vụ làm một lần cần ngày cuối cùng.")
        if not once:
            data["due_on"] = None
        has_measure = data.get("quantity_unit") or data.get("quantity_is_percent")
        if data.get("quantity") is not None and not has_measure:
            self.add_error("quantity_unit", NO_MEASURE)
        is_share = data.get("quantity") is not None and data.get("quantity_is_percent")
        if data.get("quantity_of_units") and not is_share:
            self.add_error("quantity_of_units", NOT_A_SHARE)
        return data

    @property
    def answer(self) -> DutyAnswer:
        data = self.cleaned_data
        wordings = [words.strip() for words in data["actors"].split(";") if words.strip()]
        return DutyAnswer(
            row=self.row,
            values={name: data[name] for name in self._names} | {"actor_wordings": wordings},
            decision=data["decision"] or ("accept" if self.row is None else ""),
        )


class ReviewForms:
    """All forms of the review page; each has a prefix of its own row, none can name another's."""

    def __init__(
        self,
        data: Any = None,
        *,
        directive: Directive,
        scope: Scope,
        on: dt.date,
        act: str = "",
    ) -> None:
        self.directive, self.finish = directive, act in (FINISH, FINISH_AS_IS)
        self._as_is = act == FINISH_AS_IS
        if data is not None:
            data = _with_all_accepted(data, directive, act)
        self.masthead = MastheadForm(
            data, directive=directive, scope=scope, on=on, finish=self.finish
        )
        held = _candidates(directive, scope)
        rows: list[CrossReference | None] = [*directive.references.all(), None]
        self.references = [
            ReferenceForm(data, row=row, on=on, candidates=held[row.number_key] if row else [])
            for row in rows
        ]
        duties: list[Duty | None] = [*directive.duties.all(), None]
        self.duties = [
            DutyForm(data, row=duty, fixed=_is_fixed(directive, duty)) for duty in duties
        ]

    def __iter__(self) -> Iterator[SeenPart]:
        yield from (self.masthead, *self.references, *self.duties)

    def is_valid(self) -> bool:
        sound = [form.is_valid() for form in self]  # every form, so that every error is shown
        return all(sound) and self._numbers_differ() and not self.overtaken

    @property
    def overtaken(self) -> list[tuple[str, list[SeenPart], int]]:
        """What now stands otherwise than typed, the first rows where it does, and how many more."""
        rows = defaultdict[str, list[SeenPart]](list)
        for form in self:
            if form.overtaken:
                rows[form.overtaken].append(form)
        return [
            (stands, some[:_ROWS_NAMED], len(some[_ROWS_NAMED:])) for stands, some in rows.items()
        ]

    def refuse(self, error: ValidationError) -> None:
        """Show what the database or a constraint refused, beside the field where there is one."""
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, sentences in told.items():
            self.masthead.add_error(
                name if name in self.masthead.fields else None, ValidationError(sentences)
            )

    @property
    def asked_duties(self) -> list[DutyForm]:
        """The forms of the duties that were read, without the blank one."""
        return [form for form in self.duties if form.row is not None]

    @property
    def cited(self) -> list[ReferenceForm]:
        """The forms of the citations that were read, without the blank one."""
        return [form for form in self.references if form.row is not None]

    @property
    def waits_for_an_answer(self) -> bool:
        """Whether saving for good leaves rows without an answer, and nobody said that they may wait."""
        becomes_final = self.finish and not self.directive.is_final
        return becomes_final and not self._as_is and any((self.open_references, self.open_duties))

    @property
    def open_references(self) -> int:
        """How many citations are neither taken nor dropped."""
        return sum(not form.cleaned_data["decision"] for form in self.cited)

    @property
    def open_duties(self) -> int:
        """How many duties are neither taken nor dropped."""
        return sum(not form.cleaned_data["decision"] for form in self.asked_duties)

    @property
    def wrong(self) -> int:
        """How many fields have an error."""
        return sum(len(form.errors) for form in self) if self.masthead.is_bound else 0

    @property
    def review(self) -> Review:
        return Review(
            masthead=self.masthead.answer,
            references=[form.answer for form in self.references if not form.is_blank],
            duties=[form.answer for form in self.duties if not (form.is_blank or form.fixed)],
        )

    def _numbers_differ(self) -> bool:
        """A number is cited once in a directive."""
        seen: set[str] = set()
        for form in self.references:
            key = number_key(form.cleaned_data["number"])
            if form.is_blank:
                continue
            if key in seen:
                form.add_error("number", "Số, ký hiệu này đã có trong danh sách dẫn chiếu.")
            seen.add(key)
        return not any(form.errors for form in self.references)


def _with_all_accepted(data: QueryDict, directive: Directive, act: str) -> QueryDict:
    """Answer "Nhận" wherever nothing is answered yet, when that is what the button asked."""
    rows: dict[str, Iterable[CrossReference | Duty]] = {
        "accept_references": directive.references.all(),
        "accept_duties": directive.duties.all(),
    }
    prefix = "dan" if act == "accept_references" else "nv"
    answered = data.copy()
    for row in rows.get(act, ()):
        if not answered.get(f"{prefix}-{row.pk}-decision"):
            answered[f"{prefix}-{row.pk}-decision"] = "accept"
    return answered


def _candidates(directive: Directive, scope: Scope) -> dict[str, list[Directive]]:
    """What each citation could mean, as far as the person sees it; one query for all."""
    meant = {row.number_key: meant_key(row.number_key) for row in directive.references.all()}
    keys = {*meant, *meant.values()} - {""}
    found: dict[str, list[Directive]] = defaultdict(list)
    for row in asking.numbered(scope, directive.pk, tuple(keys)):
        found[row.number_key].append(row)
    for key, real in meant.items():
        found[key] += found[real] if real else []
    return found


def _disabled(field: forms.Field) -> forms.Field:
    copied = copy(field)
    copied.disabled = True
    return copied


def _is_fixed(directive: Directive, duty: Duty | None) -> bool:
    return directive.is_final and duty is not None and duty.state == DutyState.ACCEPTED


def _shown(held: Directive) -> str:
    place = f", {held.issuer}" if held.issuer else ""
    return f"{held.title} ngày {held.issued_on:%d/%m/%Y}{place}"


def _without_target(candidates: list[Directive]) -> str:
    return f"– chọn trong {len(candidates)} văn bản –" if len(candidates) > 1 else "– chưa chọn –"


def _reference_decision(row: CrossReference) -> str:
    if row.state == ReferenceState.REJECTED:
        return "reject"
    return "accept" if row.decided_by_id else ""


def _duty_decision(row: Duty) -> str:
    return {DutyState.ACCEPTED.value: "accept", DutyState.REJECTED.value: "reject"}.get(
        row.state, ""
    )
