"""One's own address."""

from django import forms

from portal.forms import EmailField


class AddressForm(forms.Form):
    email = EmailField(
        label="Thư điện tử công vụ", required=False, max_length=254,
        help_text="Để trống nếu không muốn nhận thư. Thư xác nhận được gửi tới địa chỉ mới.",
    )  # fmt: skip
