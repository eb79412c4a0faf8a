"""The form that takes in last year's paper book."""

from typing import Any

from django import forms

from portal.files.actions import read_upload
from portal.files.rules import FileKind
from portal.forms import UploadField
from portal.units.models import Organisation


class OldBookForm(forms.Form):
    office = forms.ModelChoiceField(
        Organisation.objects.none(), label="Sổ của cơ quan", empty_label=None
    )
    sheet = UploadField(label="Sổ cũ (tệp Excel)", accept=".xlsx")
    checked = forms.BooleanField(
        label="Tên người trong nội dung tố cáo, nếu có, đã được kiểm tra: không phải người tố cáo",
        required=False,
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["office"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = offices

    def clean_sheet(self) -> bytes:
        _, content = read_upload(self.cleaned_data["sheet"], allowed=frozenset({FileKind.XLSX}))
        return content
