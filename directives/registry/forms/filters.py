"""The bar of filters over the registry."""

import datetime as dt
from typing import Any

from django import forms

from directives.registry.kinds import IssuerLevel, Status, System, kind_options
from portal.choices import ChoiceField, TypedChoiceField
from portal.forms import VietnameseCharField
from portal.units.querysets import patterns_of

_FIRST_YEAR = 1945
FoundBy = tuple[tuple[str, ...], str | None, str | None, str | None, dt.date | None, dt.date | None]


class DirectiveFilter(forms.Form):
    q = VietnameseCharField(
        label="Tìm",
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "33 ct tu, dân vận, người ký…"}
        ),
    )
    kind = ChoiceField(label="Loại", required=False)
    system = ChoiceField(
        label="Hệ thống", required=False, choices=[("", "Đảng và Nhà nước"), *System.choices]
    )
    level = ChoiceField(
        label="Cấp ban hành", required=False, choices=[("", "Mọi cấp"), *IssuerLevel.choices]
    )
    year = TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    status = ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[("", "Đã lưu"), (Status.DRAFT.value, "Đang rà soát")],
    )

    def __init__(self, *args: Any, on: dt.date, drafts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Mọi loại"), *kind_options()]  # type: ignore[attr-defined]
        years = range(on.year, _FIRST_YEAR - 1, -1)
        self.fields["year"].choices = [("", "Mọi năm"), *((y, str(y)) for y in years)]  # type: ignore[attr-defined]
        if not drafts:
            del self.fields["status"]

    @property
    def drafts_wanted(self) -> bool:
        return self.chosen.get("status") == Status.DRAFT

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen; a filter with a mistake is left out and shows it."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def found_by(self) -> FoundBy:
        """What was chosen but for the status, as `DirectiveQuerySet.found_by` takes it."""
        chosen, year = self.chosen, self.chosen.get("year")
        first, last = (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else (None, None)
        kind, system, level = (chosen.get(name) for name in ("kind", "system", "level"))
        return patterns_of(chosen.get("q", "")), kind, system, level, first, last
