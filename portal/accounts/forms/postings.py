"""Posting a person, and ending a posting."""

from typing import Any, cast

from django import forms

from portal.access import Role
from portal.accounts.models import Posting
from portal.calendar.clock import today
from portal.forms import DateField, VietnameseCharField
from portal.units.forms import OrganisationField
from portal.units.models import Area


class PostingForm(forms.ModelForm[Posting]):
    organisation = OrganisationField(
        label="Cơ quan",
        help_text="Ví dụ: UBND phường Bắc Giang. Trùng tên thì ghi thêm tỉnh: UBND xã Tân An, Đồng Nai.",
    )  # fmt: skip
    role = forms.ChoiceField(label="Vai trò", choices=Role)
    job_title = VietnameseCharField(label="Chức vụ", max_length=120, required=False)
    area = forms.ModelChoiceField(
        label="Địa bàn", queryset=Area.objects.none(), required=False,
        help_text="Chỉ cho cán bộ theo dõi địa bàn.",
    )  # fmt: skip
    starts_on = DateField(label="Từ ngày")
    ends_on = DateField(label="Đến hết ngày", required=False)

    class Meta:
        model = Posting
        fields = ("organisation", "role", "job_title", "area", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Area]", self.fields["area"]).queryset = Area.objects.on(
            today()
        )


class EndPostingForm(forms.Form):
    ends_on = DateField(label="Đến hết ngày")
