"""What the list of undertakings is asked for; the words stand in the address of the page."""

from datetime import date

from django import forms

from citizens.oversight.kinds import UndertakingKind
from citizens.oversight.querysets import UndertakingQuerySet
from citizens.receptions.filters import PeriodFilters
from portal.choices import ChoiceField
from portal.forms import VietnameseCharField


class UndertakingFilters(PeriodFilters):
    """Days of the undertaking; with `cot`, a column of 06/QLKNTC, the period that it counts."""

    chu = None  # type: ignore[assignment]  # an undertaking has no host
    q = VietnameseCharField(label="Tìm trích yếu, số", required=False, max_length=100)
    loai = ChoiceField(
        label="Loại việc", choices=[("", "Tất cả"), *UndertakingKind.choices], required=False
    )
    cot = forms.IntegerField(min_value=1, max_value=17, widget=forms.HiddenInput, required=False)
    field_order = ("q", "tu", "den", "loai")

    def applied(self, rows: UndertakingQuerySet, *, on: date) -> UndertakingQuerySet:
        """Return the rows asked for; `on` is today, for a column without a last day."""
        first, last = self.asked("tu"), self.asked("den")
        place = self.asked("cot")
        rows = rows.in_column(place, first, last or on) if place else rows.between(first, last)
        if text := self.asked("q"):
            rows = rows.search(text)
        return rows.of_kind(kind) if (kind := self.asked("loai")) else rows

    @property
    def of_column(self) -> str:
        """The column in words: "06/QLKNTC, cột 8"."""
        return f"06/QLKNTC, cột {place}" if (place := self.asked("cot")) else ""
