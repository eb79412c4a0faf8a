"""One answer to "which directive is meant?"."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directives.registry.models import Directive
from directives.registry.questions import Question
from portal.choices import ChoiceField, TypedChoiceField

CHOOSE, NONE, REJECT = "choose", "none", "reject"


class AnswerForm(forms.Form):
    """`act` is the button; only a directive that stands on the page can be chosen."""

    act = ChoiceField(choices=[(CHOOSE, "Nhận"), (NONE, "Không phải"), (REJECT, "Bỏ")])
    target = TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, question: Question) -> None:
        super().__init__(data)
        self._options = {one.directive.pk: one.directive for one in question.options}
        self.fields["target"].choices = [(pk, str(pk)) for pk in self._options]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("act") == CHOOSE and not data.get("target"):
            raise ValidationError("Chọn một văn bản trong danh sách.")
        return data

    @property
    def chosen(self) -> Directive:
        return self._options[self.cleaned_data["target"]]

    @property
    def shown(self) -> list[int]:
        return list(self._options)
