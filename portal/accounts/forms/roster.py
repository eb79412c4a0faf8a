"""The roster that comes back filled in, and the cells that need more than a text box."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.access import Role
from portal.files.actions import read_upload
from portal.files.rules import FileKind
from portal.forms import UploadField, VietnameseCharField
from portal.text import search_key


class RosterRoleField(forms.Field):
    """A role by its label, with or without marks."""

    default_error_messages = {"required": "Chọn một vai trò."}

    def to_python(self, value: Any) -> Role | None:
        if value in self.empty_values:
            return None
        said = search_key(str(value))
        named = next((role for role in Role if search_key(str(role.label)) == said), None)
        if named is None:
            raise ValidationError(f"Không có vai trò nào tên “{value}”.")
        return named


class UsernameField(VietnameseCharField):
    """A login: small letters without marks, digits and dots; "" where the portal proposes one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, **kwargs})

    def clean(self, value: Any) -> str:
        username = str(super().clean(value) or "").lower()
        if username and not (username.isascii() and username.replace(".", "").isalnum()):
            raise ValidationError("Chỉ dùng chữ thường không dấu, số và dấu chấm.")
        return username


class RosterForm(forms.Form):
    """A filled-in roster; `portal.accounts.resources` says which columns it has."""

    sheet = UploadField(label="Danh sách đã điền", accept=".xlsx")

    def clean_sheet(self) -> bytes:
        """Return the bytes of a workbook; another kind of file is refused in one sentence."""
        allowed = frozenset({FileKind.XLSX})
        return read_upload(self.cleaned_data["sheet"], allowed=allowed)[1]
