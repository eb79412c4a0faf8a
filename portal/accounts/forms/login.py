"""Coming in, and one's own password."""

from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import QueryDict

from portal.accounts.models import User
from portal.forms import VietnameseCharField


class LoginForm(AuthenticationForm):
    username = VietnameseCharField(label="Tên đăng nhập", max_length=60)
    password = forms.CharField(label="Mật khẩu", strip=False, widget=forms.PasswordInput)
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "inactive": "Tên đăng nhập hoặc mật khẩu không đúng.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "autofocus": True}
        self.fields["password"].widget.attrs |= {"autocomplete": "current-password"}


# What Django's validators say has no Vietnamese of its own.
_SAID: dict[str | None, str] = {
    "password_too_short": "Mật khẩu này ngắn quá: cần ít nhất 12 ký tự.",
    "password_too_common": "Mật khẩu này nhiều người dùng, dễ đoán. Hãy chọn một câu khác.",
    "password_entirely_numeric": "Mật khẩu không được chỉ gồm chữ số.",
    "password_too_similar": "Mật khẩu này giống họ tên hoặc tên đăng nhập.",
}


class _NewPassword(forms.Form):
    """A new password, typed twice; `owner` is whose name it must not resemble."""

    new = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Ít nhất 12 ký tự; một câu dài dễ nhớ tốt hơn một từ khó.",
    )
    again = forms.CharField(
        label="Nhắc lại mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(*args, **kwargs)

    def clean_new(self) -> str:
        new = cast("str", self.cleaned_data["new"])
        try:
            validate_password(new, self.owner)
        except ValidationError as error:
            raise ValidationError([_SAID.get(one.code, one) for one in error.error_list]) from None
        return new

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "new" in data and data["new"] != data.get("again"):
            self.add_error("again", "Hai lần nhập mật khẩu mới không giống nhau.")
        return data


class PasswordForm(_NewPassword):
    """Changing one's own password."""

    old = forms.CharField(label="Mật khẩu hiện tại", strip=False, widget=forms.PasswordInput)
    field_order = ("old", "new", "again")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, owner=user, **kwargs)

    def clean_old(self) -> str:
        old = cast("str", self.cleaned_data["old"])
        if not self.owner.check_password(old):
            raise ValidationError("Mật khẩu hiện tại không đúng.")
        return old

    def clean_new(self) -> str:
        new = super().clean_new()
        if self.owner.check_password(new):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu hiện tại.")
        return new


class SlipForm(_NewPassword):
    """Setting a password with the code on a slip. Whether the name exists, nobody learns here."""

    username = VietnameseCharField(label="Tên đăng nhập", max_length=60)
    code = VietnameseCharField(
        label="Mã trên phiếu", max_length=30, help_text="Ví dụ: abcd-efgh-jkmn.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )  # fmt: skip
    field_order = ("username", "code", "new", "again")

    def __init__(self, data: QueryDict | None = None) -> None:
        typed = data.get("username", "") if data else ""
        super().__init__(data, owner=User(username=typed))

    def clean_username(self) -> str:
        return cast("str", self.cleaned_data["username"]).lower()
