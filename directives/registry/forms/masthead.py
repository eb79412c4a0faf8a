"""The masthead of a directive, as a person corrects it."""

import copy
import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from directives.reading import canonical_number
from directives.registry.actions import MastheadAnswer, place, why_not_final
from directives.registry.kinds import IssuerLevel, System, kind_options
from directives.registry.models import Directive
from directives.registry.rules import has_symbol, local_terms
from portal.access import Scope
from portal.alike import alike
from portal.choices import ChoiceField
from portal.forms import DateField, SeenPart, VietnameseCharField, VietnameseTextField

_EARLIEST = dt.date(1945, 9, 2)
_NEEDED = {
    "number": "Nhập số, ký hiệu, ví dụ 03/CT-UBND hoặc 33-CT/TU.",
    "kind": "Chọn loại văn bản.",
    "issuer": "Nhập cơ quan ban hành, ví dụ UBND tỉnh Bắc Ninh.",
    "issued_on": "Nhập ngày ban hành.",
    "subject": "Nhập trích yếu.",
}
_COPIED = (
    "number", "kind", "system", "issuer", "issued_on", "series", "subject", "signer",
    "signer_capacity", "effective_from", "effective_to",
)  # fmt: skip


@alike
class MastheadForm(SeenPart):
    """A draft may lack anything; `finish` asks for what a final directive must have."""

    name, anchor = "Đầu văn bản", "phan-dau"

    number = VietnameseCharField(label="Số, ký hiệu", required=False, max_length=60)
    kind = ChoiceField(
        label="Loại văn bản", required=False, choices=[("", "– chọn –"), *kind_options()]
    )
    issued_on = DateField(label="Ngày ban hành", required=False)
    system = ChoiceField(label="Hệ thống", choices=System.choices)
    issuer = VietnameseCharField(label="Cơ quan ban hành", required=False, max_length=200)
    issuer_level = ChoiceField(label="Cấp ban hành", choices=IssuerLevel.choices)
    subject = VietnameseTextField(
        label="Trích yếu", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    signer = VietnameseCharField(label="Người ký", required=False, max_length=150)
    signer_capacity = VietnameseCharField(label="Chức vụ", required=False, max_length=200)
    series = ChoiceField(label="Nhiệm kỳ", required=False, help_text="Chỉ cho văn bản của Đảng.")
    effective_from = DateField(label="Hiệu lực từ ngày", required=False)
    effective_to = DateField(label="Hiệu lực đến hết ngày", required=False)
    recipients = VietnameseTextField(
        label="Nơi nhận",
        required=False,
        max_length=20_000,
        help_text="Mỗi dòng một nơi.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        directive: Directive,
        scope: Scope,
        on: dt.date,
        finish: bool = False,
    ) -> None:
        self.directive, self.scope, self.on = directive, scope, on
        self.finish = finish or directive.is_final
        initial = {name: getattr(directive, name) for name in (*_COPIED, "issuer_level")}
        initial["series"] = directive.series if "-" in directive.series else ""  # a year is no term
        initial["recipients"] = "\n".join(row.wording for row in directive.recipients.all())
        super().__init__(data, initial=initial)
        terms = sorted({*local_terms(on), directive.series} - {""}, reverse=True)
        terms = [term for term in terms if "-" in term]
        self.fields["series"] = copy.deepcopy(self.fields["series"])
        self.fields["series"].choices = [("", "theo ngày ban hành"), *((t, t) for t in terms)]  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        number = canonical_number(self.cleaned_data["number"])
        if number and self.finish and not has_symbol(number):
            raise ValidationError(f"“{number}” không phải là số, ký hiệu. {_NEEDED['number']}")
        return number

    def clean_issued_on(self) -> dt.date | None:
        issued_on: dt.date | None = self.cleaned_data["issued_on"]
        if issued_on is not None and issued_on > self.on:
            raise ValidationError(f"Ngày {issued_on:%d/%m/%Y} chưa đến.")
        if issued_on is not None and issued_on < _EARLIEST:
            raise ValidationError(f"Ngày {issued_on:%d/%m/%Y} quá xa, hãy xem lại năm.")
        return issued_on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("effective_from"), data.get("effective_to")
        if starts and ends and ends < starts:
            self.add_error("effective_to", "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi.")
        if self.finish:
            for name, sentence in _NEEDED.items():
                if name not in self.errors and not data.get(name):
                    self.add_error(name, sentence)
            if not self.errors:
                proposed = self._proposed()
                for name, sentence in why_not_final(
                    proposed, home_unit_id=self.scope.unit_id
                ).items():
                    self.add_error(name, sentence)
                self._refuse_what_is_there(proposed)
        return data

    @property
    def answer(self) -> MastheadAnswer:
        """What was typed, for the action. Only after the form was found valid."""
        data = self.cleaned_data
        lines = [line.strip() for line in data["recipients"].splitlines()]
        return MastheadAnswer(
            values={name: data[name] for name in _COPIED},
            recipients=[line for line in lines if line],
            level=self._level(),
        )

    def _level(self) -> IssuerLevel | None:
        """The level the person chose; None when they left what the wording told."""
        chosen = IssuerLevel(self.cleaned_data["issuer_level"])
        return chosen if chosen != self.directive.issuer_level else None

    def _proposed(self) -> Directive:
        """The directive as it would be, unsaved."""
        proposed = copy.copy(self.directive)
        for name in _COPIED:
            setattr(proposed, name, self.cleaned_data[name])
        place(proposed, home_unit_id=self.scope.unit_id, level=self._level())
        return proposed

    def _refuse_what_is_there(self, proposed: Directive) -> None:
        if not proposed.series:
            self.add_error(
                "series", "Số của Đảng chạy theo nhiệm kỳ: chọn nhiệm kỳ của văn bản này."
            )
            return
        same = Directive.objects.same_as(proposed)
        if not same.exists():
            return
        sentence = "Số, ký hiệu này của cơ quan ban hành đã có trong hệ thống."
        seen = same.visible_to(self.scope).first()
        if seen is not None:
            sentence = format_html(
                '{} <a href="{}">Mở {}</a>', sentence, seen.get_absolute_url(), seen.title
            )
        self.add_error("number", sentence)
