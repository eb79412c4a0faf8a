"""Who stands in, who takes over, and from when."""

from datetime import date
from typing import Any, cast

from django import forms

from portal.access import Scope
from portal.accounts import questions
from portal.accounts.models import Posting, User
from portal.forms import DateField, OfferedField


class _PersonForm(forms.Form):
    """A choice among the people one may put in somebody's place."""

    user = OfferedField[User](
        label="Người", empty_label="Chọn một người",
        error_messages={"required": "Chọn một người.", "invalid_choice": "Chọn một người trong danh sách."},
    )  # fmt: skip

    def __init__(self, *args: Any, posting: Posting, scope: Scope, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = (scope, posting.organisation_id, posting.user_id, on)
        cast("OfferedField[User]", self.fields["user"]).offer(questions.colleagues(*asked))


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
