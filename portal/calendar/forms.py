"""The form of one day that a province marks for itself."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from portal.access import Scope
from portal.calendar.models import DayOff
from portal.calendar.rules import DayKind
from portal.forms import DateField, VietnameseCharField


class DayOffForm(forms.ModelForm[DayOff]):
    """A day of the province that the person works for; the nation's days come with the data."""

    day = DateField(label="Ngày")
    name = VietnameseCharField(label="Tên ngày", max_length=120)
    decision = VietnameseCharField(
        label="Căn cứ", max_length=250, required=False, help_text="Để trống nếu chưa xác định."
    )

    class Meta:
        model = DayOff
        fields = ("day", "kind", "name", "decision", "certain")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.province_id = scope.province_id

    def full_clean(self) -> None:
        """Show what the database would refuse beside the day, which it is always about."""
        super().full_clean()
        if NON_FIELD_ERRORS in self.errors:
            self.refuse(ValidationError(self.errors.pop(NON_FIELD_ERRORS).as_data()))

    def refuse(self, error: ValidationError) -> None:
        """Show beside the day why it cannot stand."""
        self.add_error("day", error.messages)

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        told = {name: self.cleaned_data[name] for name in ("day", "name", "decision", "certain")}
        kind = DayKind(self.cleaned_data["kind"])
        return told | {"kind": kind, "province_id": self.instance.province_id}
