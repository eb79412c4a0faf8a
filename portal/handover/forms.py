"""Who stands in, who takes over, and from when."""

from typing import Any, cast

from django import forms

from portal.accounts.models import User
from portal.accounts.querysets import UserQuerySet
from portal.forms import DateField


class _PersonForm(forms.Form):
    """A choice among the people one may put in somebody's place."""

    user = forms.ModelChoiceField(
        label="Người", queryset=User.objects.none(), empty_label="Chọn một người",
        error_messages={"required": "Chọn một người.", "invalid_choice": "Chọn một người trong danh sách."},
    )  # fmt: skip

    def __init__(self, *args: Any, people: UserQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["user"]).queryset = people


class LeaveForm(_PersonForm):
    starts_on = DateField(label="Vắng từ ngày")
    ends_on = DateField(label="Đến hết ngày")
    field_order = ("starts_on", "ends_on", "user")


class HandoverForm(_PersonForm):
    """Work goes to a colleague; with `replaces`, so does the seat."""

    replaces = forms.BooleanField(
        label="Thay luôn vị trí: kết thúc phân công này, cử người nhận từ ngày dưới đây",
        required=False,
    )
    first_day = DateField(label="Ngày đầu của người thay", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("replaces") and not data.get("first_day") and "first_day" not in self.errors:
            self.add_error("first_day", "Nhập ngày đầu của người thay.")
        return data
