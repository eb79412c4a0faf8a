"""People, as the administrator writes and finds them."""

from typing import Any

from django import forms

from portal.accounts.forms.roster import UsernameField
from portal.accounts.models import User
from portal.forms import EmailField, IdField, NameField, SeenForm, VietnameseCharField


class UserForm(SeenForm, forms.ModelForm[User]):
    username = UsernameField(
        label="Tên đăng nhập", help_text="Chữ thường không dấu, số và dấu chấm."
    )
    full_name = NameField(label="Họ và tên", max_length=150)
    phone = VietnameseCharField(label="Điện thoại công vụ", max_length=20, required=False)
    email = EmailField(
        label="Thư điện tử công vụ", required=False,
        help_text="Nơi nhận bản tin thông báo; người này tự đổi được trong phần Thông báo.",
    )  # fmt: skip

    class Meta:
        model = User
        fields = ("username", "full_name", "phone", "email", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["username"].disabled = True
        else:
            del self.fields["is_active"]


class PeopleFilter(forms.Form):
    q = VietnameseCharField(label="Tên hoặc tên đăng nhập", required=False, max_length=100)

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""


class NewcomersFilter(PeopleFilter):
    """The list of who never logged in: by words, and of one organisation."""

    co_quan = IdField(required=False)

    @property
    def organisation_id(self) -> int | None:
        return self.cleaned_data.get("co_quan") if self.is_valid() else None
