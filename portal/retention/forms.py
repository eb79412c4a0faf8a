from typing import Any

from django import forms

from portal.choices import ChoiceField
from portal.forms import DateField, VietnameseCharField
from portal.retention.classes import CLASSES


class DecisionForm(forms.Form):
    """A decision to destroy, as the office issued it on paper."""

    kind = ChoiceField(label="Loại hồ sơ")
    up_to = DateField(label="Hủy hồ sơ đến hết ngày")
    number = VietnameseCharField(label="Số quyết định", max_length=60)
    decided_on = DateField(label="Ngày quyết định")
    decided_by = VietnameseCharField(label="Người quyết định", max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.name, one.title) for one in CLASSES.values()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
