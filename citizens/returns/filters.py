"""Which form of which period: both stand in the address of the page."""

from datetime import date

from django import forms
from django.http import QueryDict

from citizens.returns import catalogue, questions
from citizens.returns.models import FormVersion
from citizens.returns.querysets import in_use
from citizens.returns.rules import LawPeriod, newest
from portal.access import Scope
from portal.calendar.explaining import calendars_near
from portal.calendar.rules import Deadline
from portal.choices import ChoiceField
from portal.figures import Period
from portal.forms import DateField


def slug_of(code: str) -> str:
    """The code as an address names it: "01/TCD" is "01-tcd"."""
    return code.replace("/", "-").lower()


class ReturnFilters(forms.Form):
    """Without an answer, the first form of the period that ended last; days of one's own go before the law's.

    `version` is the form in use on the last day of the period, `versions` are all of them.
    """

    mau = ChoiceField(label="Biểu")
    ky = ChoiceField(
        label="Kỳ", choices=lambda: [(one.key, one.label) for one in catalogue.periods()]
    )
    nam = forms.IntegerField(
        label="Năm báo cáo", min_value=2020, max_value=2100, localize=False,
        widget=forms.NumberInput(attrs={"class": "w-number"}),
    )  # fmt: skip
    tu = DateField(label="Hoặc từ ngày", required=False)
    den = DateField(label="Đến ngày", required=False)
    co_so = forms.BooleanField(label="Chỉ đơn vị có số liệu", required=False)
    cot = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict, *, on: date, of_many: bool = False) -> None:
        period, year = newest(catalogue.periods(), on)
        self._known = questions.forms_known()
        self._codes = {slug_of(one.code): one.code for one in self._known}
        start = {"mau": next(iter(self._codes), ""), "ky": period.key, "nam": str(year)}
        super().__init__({**start, **{name: value for name, value in asked.items() if value}})
        self.fields["mau"] = ChoiceField(label="Biểu", choices=[*self._codes.items()])
        if not of_many:
            del self.fields["co_so"], self.fields["cot"]

    def clean(self) -> None:
        self._clean_days()
        if not self.errors:
            self.versions = in_use(self._known, self.period.ends_on)
            if self._code not in self.versions:
                self.add_error("nam" if self.law else "den", self._not_in_force())
            elif self.column is not None and self.column not in self.version.form.places:
                self.add_error("mau", f"Biểu {self._code} không có cột {self.column}.")

    def _clean_days(self) -> None:
        first, last = self.cleaned_data.get("tu"), self.cleaned_data.get("den")
        if bool(first) != bool(last):
            self.add_error("den" if first else "tu", "Ghi cả hai ngày, hoặc để trống cả hai.")
        elif first and last and last < first:
            self.add_error("den", "Ngày cuối phải từ ngày đầu trở đi.")

    def _not_in_force(self) -> str:
        first = next((one for one in self._known[::-1] if one.code == self._code), None)
        since = f"{first.valid_from:%d/%m/%Y} ({first.circular})" if first else "chưa xác định"
        return f"Biểu {self._code} dùng từ ngày {since}; kỳ này theo biểu của văn bản trước, cổng chưa có."

    @property
    def _code(self) -> str:
        return self._codes[self.cleaned_data["mau"]]

    @property
    def version(self) -> FormVersion:
        return self.versions[self._code]

    @property
    def column(self) -> int | None:
        """The column whose number was opened: the units that it adds up."""
        return self.cleaned_data.get("cot")

    @property
    def only_filled(self) -> bool:
        """Whether units without any number are left out."""
        return bool(self.cleaned_data.get("co_so"))

    @property
    def law(self) -> LawPeriod | None:
        """The period of the law; None for days of one's own."""
        if self.cleaned_data.get("tu"):
            return None
        return next(one for one in catalogue.periods() if one.key == self.cleaned_data["ky"])

    @property
    def period(self) -> Period:
        if self.law is None:
            return Period(self.cleaned_data["tu"], self.cleaned_data["den"])
        return self.law.of(self.cleaned_data["nam"])

    def deadline(self, scope: Scope) -> Deadline | None:
        """By when the return of a period of the law is sent; of days of one's own, nothing."""
        if self.law is None:
            return None
        year = self.cleaned_data["nam"]
        near = calendars_near([self.law.due.of(year)])
        return self.law.deadline(year, near.of(scope.province_id))

    @property
    def title(self) -> str:
        if self.law is None:
            return "Theo khoảng ngày"
        year = f"năm {self.cleaned_data['nam']}"
        return year.capitalize() if self.law.key == "nam" else f"{self.law.label} {year}"
