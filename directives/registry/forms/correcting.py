"""Correcting the text of a directive."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directives.reading import normalise
from directives.registry.forms.entry import MAX_LETTERS
from directives.registry.models import Directive
from portal.forms import AGAIN, SeenForm, VietnameseTextField


class CorrectionForm(SeenForm):
    """The whole text, as it stands; its blanks are part of it."""

    text = VietnameseTextField(
        label="Phần chữ của văn bản",
        max_length=MAX_LETTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        error_messages={
            "required": "Phần chữ không để trống được.",
            "max_length": "Phần chữ dài quá %(limit_value)d ký tự.",
        },
    )

    def __init__(self, data: Any = None, *, directive: Directive) -> None:
        self._standing_text = directive.text
        super().__init__(data, initial={"text": directive.text})

    def clean_text(self) -> str:
        text = normalise(self.cleaned_data["text"])
        if not text.strip():
            raise ValidationError("Phần chữ không để trống được.")
        if text == self._standing_text:
            raise ValidationError("Phần chữ không khác bản đang lưu: chưa có gì để sửa.")
        return text

    def tell_overtaken(self, why: str) -> None:
        self.add_error(None, f"{why} Hãy mở trang ở thẻ khác để xem bản ấy; {AGAIN}")
