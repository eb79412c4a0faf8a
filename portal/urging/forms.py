from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.forms import DateField, KeyField, VietnameseCharField


class UrgeForm(forms.Form):
    """What of the letter a person may fill in now; what is left open prints as dots."""

    number = VietnameseCharField(
        label="Số, ký hiệu", max_length=40, required=False,
        help_text="Ví dụ: 125/SNV-XDCQ. Để trống thì in chỗ chấm cho văn thư điền số, ngày.",
    )  # fmt: skip
    capacity = VietnameseCharField(
        label="Chức vụ người ký", max_length=100, required=False,
        help_text="Ký thay thì ghi hai phần, in thành hai dòng: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC.",
    )  # fmt: skip
    signer = VietnameseCharField(label="Họ tên người ký", max_length=100, required=False)
    answer_by = DateField(label="Đề nghị báo cáo trước ngày", required=False)
    key = KeyField()

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_answer_by(self) -> date | None:
        day: date | None = self.cleaned_data["answer_by"]
        if day is not None and day <= self.on:
            raise ValidationError("Ngày đề nghị báo cáo phải sau hôm nay.")
        return day
