"""The days of the schedule: planned, and what became of them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from citizens.receptions.kinds import Channel, DayState, Host
from citizens.receptions.models import ReceptionDay
from citizens.receptions.rules import host_problem, planned_day_problem
from portal.choices import ChoiceField
from portal.forms import DateField, SeenForm, VietnameseCharField
from portal.units.models import Organisation


class DayForm(forms.ModelForm[ReceptionDay]):
    """A day for the schedule."""

    day = DateField(label="Ngày tiếp")
    host = ChoiceField(
        label="Người tiếp là", choices=[(Host.HEAD, Host.HEAD.label), (Host.DELEGATE, Host.DELEGATE.label)]
    )  # fmt: skip
    host_name = VietnameseCharField(label="Họ tên, chức vụ", max_length=150)
    channel = ChoiceField(
        label="Hình thức",
        choices=[(one, one.label) for one in (Channel.PERIODIC, Channel.UNSCHEDULED)],
    )
    publicised_on = DateField(label="Ngày thông báo công khai", required=False)
    note = VietnameseCharField(label="Ghi chú", required=False, max_length=300)

    class Meta:
        model = ReceptionDay
        fields = ("day", "host", "host_name", "channel", "publicised_on", "note")

    def __init__(self, data: Any = None, *, office: Organisation, on: date) -> None:
        super().__init__(data)
        self.office, self.on = office, on

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        since = self.office.valid_from
        if problem := planned_day_problem(day, on=self.on, office_since=since):
            raise ValidationError(problem)
        return day

    def clean_host_name(self) -> str:
        name: str = self.cleaned_data["host_name"]
        if problem := host_problem(name):
            raise ValidationError(problem)
        return name

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return data | {"host": Host(data["host"]), "channel": Channel(data["channel"])}


class SettleDayForm(SeenForm):
    """What became of a day."""

    state = ChoiceField(label="Tình trạng", choices=DayState)
    note = VietnameseCharField(label="Ghi chú, lý do", required=False, max_length=300)

    def values(self) -> dict[str, Any]:
        return {"state": DayState(self.cleaned_data["state"]), "note": self.cleaned_data["note"]}
