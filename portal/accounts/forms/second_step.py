"""Codes of an app and from paper, and one's password asked for again."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from portal.accounts.models import User
from portal.forms import VietnameseCharField

_CODE = {
    "autocomplete": "one-time-code", "inputmode": "numeric", "class": "w-short",
    "autocapitalize": "none", "spellcheck": "false",
}  # fmt: skip


class CodeForm(forms.Form):
    """The six digits that the app shows now."""

    code = VietnameseCharField(
        label="Mã 6 số trên ứng dụng xác thực", max_length=20,
        widget=forms.TextInput(attrs=_CODE | {"autofocus": True}),
    )  # fmt: skip


class RecoveryCodeForm(forms.Form):
    code = VietnameseCharField(
        label="Một mã dự phòng chưa dùng", max_length=30,
        help_text="Ví dụ: abcd-efgh-jkmn. Mỗi mã dùng được một lần.",
        widget=forms.TextInput(
            attrs=_CODE | {"autofocus": True, "inputmode": "text", "autocomplete": "off"}
        ),
    )  # fmt: skip


class OwnPasswordForm(forms.Form):
    """Asked before what guards the account is changed: a browser left open is not its owner."""

    password = forms.CharField(
        label="Mật khẩu hiện tại", strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password = cast("str", self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise ValidationError("Mật khẩu hiện tại không đúng.")
        return password


class NewAppForm(OwnPasswordForm):
    """A first or another app; the password is asked only of a person who has one already."""

    code = VietnameseCharField(
        label="Mã 6 số mà ứng dụng đang hiện", max_length=20, widget=forms.TextInput(attrs=_CODE)
    )
    field_order = ("code", "password")

    def __init__(self, *args: Any, user: User, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not replaces:
            del self.fields["password"]
