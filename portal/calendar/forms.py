"""The administrator's form of one marked day."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from portal.calendar.models import DayOff
from portal.calendar.rules import DayKind
from portal.forms import DateField, VietnameseCharField


class DayOffForm(forms.ModelForm[DayOff]):
    day = DateField(label="Ngày")
    name = VietnameseCharField(label="Tên ngày", max_length=120)
    decision = VietnameseCharField(
        label="Căn cứ", max_length=250, required=False, help_text="Để trống nếu chưa xác định."
    )

    class Meta:
        model = DayOff
        fields = ("day", "kind", "name", "decision", "province", "certain")

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
        return self.cleaned_data | {"kind": DayKind(self.cleaned_data["kind"])}
