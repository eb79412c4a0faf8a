"""Forms of the account pages."""

from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from portal.access import Role
from portal.accounts.models import Posting, User
from portal.calendar.clock import today
from portal.forms import DateField, VietnameseCharField
from portal.units.forms import OrganisationField
from portal.units.models import Area


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


class PasswordForm(forms.Form):
    old = forms.CharField(label="Mật khẩu hiện tại", strip=False, widget=forms.PasswordInput)
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

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_old(self) -> str:
        old = cast("str", self.cleaned_data["old"])
        if not self.user.check_password(old):
            raise ValidationError("Mật khẩu hiện tại không đúng.")
        return old

    def clean_new(self) -> str:
        new = cast("str", self.cleaned_data["new"])
        validate_password(new, self.user)
        if self.user.check_password(new):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu hiện tại.")
        return new

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "new" in data and data["new"] != data.get("again"):
            self.add_error("again", "Hai lần nhập mật khẩu mới không giống nhau.")
        return data


class UserForm(forms.ModelForm[User]):
    username = VietnameseCharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, số và dấu chấm.",
    )
    full_name = VietnameseCharField(label="Họ và tên", max_length=150)
    phone = VietnameseCharField(label="Điện thoại công vụ", max_length=20, required=False)

    class Meta:
        model = User
        fields = ("username", "full_name", "phone", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["username"].disabled = True
        else:
            del self.fields["is_active"]

    def clean_username(self) -> str:
        username = cast("str", self.cleaned_data["username"]).lower()
        if not username.isascii() or not username.replace(".", "").isalnum():
            raise ValidationError("Chỉ dùng chữ thường không dấu, số và dấu chấm.")
        return username


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


class PeopleFilter(forms.Form):
    q = VietnameseCharField(label="Tên hoặc tên đăng nhập", required=False, max_length=100)

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""
