"""The form that names an official."""

from typing import Any

from django import forms

from citizens.surveys.models import CampaignUnit
from portal.calendar.clock import today
from portal.forms import NameField, VietnameseCharField
from portal.units.models import Organisation


class OfficialForm(forms.Form):
    """Whom people are asked about in one commune, and who appointed that person."""

    name = NameField(label="Họ tên", max_length=120)
    position = VietnameseCharField(label="Chức vụ, vị trí", max_length=200)
    appointer = forms.ModelChoiceField(
        label="Cơ quan bổ nhiệm", queryset=Organisation.objects.none(), empty_label=None,
        help_text="Người đứng đầu cơ quan này đọc được kết quả sau khi công bố.",
    )  # fmt: skip
    is_head = forms.BooleanField(
        label="Là người đứng đầu cơ quan ấy", required=False,
        help_text="Người đứng đầu không đọc kết quả về chính mình: khi đó chỉ Mặt trận tỉnh đọc.",
    )  # fmt: skip

    def __init__(self, *args: Any, row: CampaignUnit, **kwargs: Any) -> None:
        named = getattr(row, "official", None)
        fields = ("name", "position", "appointer", "is_head")
        kwargs["initial"] = {name: getattr(named, name) for name in fields} if named else {}
        super().__init__(*args, **kwargs)
        near = Organisation.objects.on(today()).in_units([row.unit_id]).peoples_committees()
        self.fields["appointer"].queryset = near  # type: ignore[attr-defined]  # a model choice field
