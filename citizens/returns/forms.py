"""What is typed when confirmed figures are opened again."""

from django import forms

from portal.forms import ReasonField


class ReopenForm(forms.Form):
    """Why; the reason goes into the record."""

    reason = ReasonField(label="Lý do mở lại")
