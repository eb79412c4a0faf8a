"""Forms of the report pages, made from the report's own outline."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from portal.access import Scope
from portal.choices import ChoiceField
from portal.forms import DateField, OfferedField, VietnameseCharField, VietnameseTextField
from portal.reports.figures import FigureGroups
from portal.reports.models import Report
from portal.reports.rules import capacities, paper_problems
from portal.units.models import Area


class NumberOrNothing(forms.DecimalField):
    """A figure as the unit counts it, only where it differs from the system's."""

    default_error_messages = {"invalid": "Nhập một số, ví dụ 1.676 hoặc 98,61."}

    def __init__(self, **kwargs: Any) -> None:
        look = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-number"})
        super().__init__(required=False, localize=True, min_value=0, widget=look, **kwargs)


class SectionField(VietnameseTextField):
    """The words under one heading: a draft may lack them, some of them not what is signed."""

    def __init__(self, *, needed_later: bool, **kwargs: Any) -> None:
        look = forms.Textarea(attrs={"rows": 5})
        super().__init__(required=False, max_length=20_000, widget=look, **kwargs)
        self.needed_later = needed_later


class WriteForm(forms.Form):
    """The words under each heading, the typed figures, the office's number and date."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = VietnameseCharField(
        label="Số văn bản", max_length=40, required=False,
        help_text="Số do văn thư cấp, ví dụ 125 hoặc 125a.",
    )  # fmt: skip
    issued_on = DateField(label="Ngày văn bản", required=False)

    def __init__(
        self,
        *args: Any,
        report: Report,
        on: date,
        groups: FigureGroups | None = None,
        **kwargs: Any,
    ) -> None:
        start = {
            "version": report.version,
            "number": report.number,
            "issued_on": report.issued_on,
            **{_words(key): text for key, text in report.narrative.items()},
            **{_typed(key): value for key, value in report.typed.items()},
        }
        kwargs["initial"] = start
        super().__init__(*args, **kwargs)
        self.outline = report.outline
        self.starts_on, self.on = report.starts_on, on
        for section in self.outline.written:
            self.fields[_words(section.key)] = SectionField(
                label=self.outline.heading(section, report.year),
                help_text=section.help,
                needed_later=section.required,
            )
        for figures in (groups or {}).values():
            for figure in figures:
                self.fields[_typed(figure.key)] = NumberOrNothing(
                    label=f"{figure.label}, số của đơn vị"
                )

    def clean(self) -> None:
        number, issued_on = self.cleaned_data.get("number", ""), self.cleaned_data.get("issued_on")
        problems = paper_problems(
            number=number, issued_on=issued_on, starts_on=self.starts_on, on=self.on
        )
        for field, sentence in problems.items():
            self.add_error(field, sentence)

    @property
    def narrative(self) -> dict[str, str]:
        return {s.key: self.cleaned_data[_words(s.key)] for s in self.outline.written}

    @property
    def typed(self) -> dict[str, str]:
        """The figures that somebody typed, as plain text numbers."""
        begins = _typed("")
        return {
            name.removeprefix(begins): str(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(begins) and value is not None
        }

    def words_field(self, key: str) -> forms.BoundField:
        return self[_words(key)]

    def typed_field(self, key: str) -> forms.BoundField:
        return self[_typed(key)]


def _words(key: str) -> str:
    return f"muc_{key}"


def _typed(key: str) -> str:
    return f"so_{key}"


class SignForm(forms.Form):
    """In which capacity the report is signed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    signed_as = ChoiceField(label="Ký với tư cách", widget=forms.RadioSelect)

    def __init__(self, sent: QueryDict | None = None, *, report: Report, by: Scope) -> None:
        super().__init__(sent, initial={"version": report.version})
        signers = capacities(report.outline.signers, stands_in=bool(by.acting_for))
        choices = [("|".join(lines), " / ".join(lines)) for lines in signers]
        self.fields["signed_as"] = ChoiceField(
            label="Ký với tư cách",
            choices=choices,
            initial=choices[0][0] if choices else None,
            widget=forms.RadioSelect,
            error_messages={"required": "Hãy chọn tư cách ký."},
        )


class AnswerForm(forms.Form):
    """What the province says of a sent report."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = VietnameseTextField(label="Ý kiến", max_length=4000, required=False)


class ReadinessFilter(forms.Form):
    """The bar over the readiness board."""

    STATES = [
        ("", "Tất cả"),
        ("in_time", "Đã gửi đúng hạn"),
        ("late", "Đã gửi quá hạn"),
        ("waiting", "Chờ duyệt"),
        ("open", "Chưa gửi, còn hạn"),
        ("overdue", "Chưa gửi, quá hạn"),
        ("missing", "Chưa gửi"),
    ]
    nam = forms.IntegerField(
        label="Năm", required=False, min_value=2020, max_value=2100, localize=False,
        widget=forms.NumberInput(attrs={"class": "w-number"}),
    )  # fmt: skip
    dia_ban = OfferedField[Area](label="Địa bàn", required=False, empty_label="Tất cả")
    tinh_trang = ChoiceField(label="Tình trạng", required=False, choices=STATES)
    q = VietnameseCharField(label="Đơn vị", required=False, max_length=100)

    def __init__(self, asked: QueryDict, *, year: int, areas: Iterable[Area]) -> None:
        shown = asked.copy()
        if not shown.get("nam"):
            shown["nam"] = str(year)
        super().__init__(shown)
        cast("OfferedField[Area]", self.fields["dia_ban"]).offer(areas)
        self._year = year

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for; a field that cannot be understood asks for nothing."""
        self.is_valid()
        return self.cleaned_data

    @property
    def year(self) -> int:
        return int(self.asked.get("nam") or self._year)

    @property
    def words(self) -> str:
        return str(self.asked.get("q") or "")

    @property
    def place(self) -> str:
        """Where the reports stand, as `ReportQuerySet.standing_as` names it; "" for anywhere."""
        return str(self.asked.get("tinh_trang") or "")

    @property
    def area_id(self) -> int | None:
        area: Area | None = self.asked.get("dia_ban")
        return area.pk if area else None
