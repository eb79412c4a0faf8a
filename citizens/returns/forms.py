"""What is typed when confirmed figures are opened again."""

from django import forms

from portal.forms import VietnameseCharField


class ReopenForm(forms.Form):
    """Why; the reason goes into the record."""

    reason = VietnameseCharField(
        label="Lý do mở lại", max_length=300, min_length=5,
        error_messages={
            "required": "Hãy ghi lý do mở lại.",
            "min_length": "Lý do quá ngắn; hãy ghi đủ để người sau đọc hiểu.",
        },
    )  # fmt: skip
