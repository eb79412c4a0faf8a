"""Fields that choose a unit or an organisation, and the forms of the unit pages.

The picker is a text box with suggestions (a datalist that htmx fills). With JavaScript off one types
a name, with or without marks, or a code; the server says what it understood or what is wrong.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy

from portal.calendar.clock import today
from portal.text import one_line
from portal.units.lookup import (
    organisation_called,
    organisation_label,
    unit_called,
    unit_label,
)
from portal.units.models import AdministrativeUnit, Organisation
from portal.units.querysets import AdministrativeUnitQuerySet, OrganisationQuerySet


class PickerWidget(forms.TextInput):
    """A text box that asks the server for suggestions while one types."""

    template_name = "units/picker.html"

    def __init__(self, url: Any, attrs: dict[str, Any] | None = None) -> None:
        self.url = url
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        identity = context["widget"]["attrs"].get("id", name)
        context["widget"] |= {"url": self.url, "list_id": f"{identity}_goi_y"}
        return context


class UnitField(forms.Field):
    """One administrative unit that stands on a day: `UnitField(among=AdministrativeUnit.objects.communes())`."""

    default_error_messages = {"required": "Chọn một đơn vị."}

    def __init__(
        self,
        *,
        among: AdministrativeUnitQuerySet | None = None,
        on: Callable[[], date] = today,
        **kwargs: Any,
    ) -> None:
        self.among, self.on = among, on
        super().__init__(**{"widget": PickerWidget(reverse_lazy("units:suggest_units")), **kwargs})

    def to_python(self, value: Any) -> AdministrativeUnit | None:
        if value in self.empty_values or isinstance(value, AdministrativeUnit):
            return value or None
        among = AdministrativeUnit.objects.all() if self.among is None else self.among.all()
        return unit_called(one_line(str(value)), among, on=self.on())

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = AdministrativeUnit.objects.with_parents().filter(pk=value).first()
        return unit_label(value) if isinstance(value, AdministrativeUnit) else value


class OrganisationField(forms.Field):
    """One organisation that stands on a day, chosen by name or by the code of its unit."""

    default_error_messages = {"required": "Chọn một cơ quan."}

    def __init__(
        self,
        *,
        among: OrganisationQuerySet | None = None,
        on: Callable[[], date] = today,
        **kwargs: Any,
    ) -> None:
        self.among, self.on = among, on
        url = reverse_lazy("units:suggest_organisations")
        super().__init__(**{"widget": PickerWidget(url), **kwargs})

    def to_python(self, value: Any) -> Organisation | None:
        if value in self.empty_values or isinstance(value, Organisation):
            return value or None
        among = Organisation.objects.all() if self.among is None else self.among.all()
        return organisation_called(one_line(str(value)), among, on=self.on())

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            found = Organisation.objects.select_related("unit__parent__parent")
            value = found.filter(pk=value).first()
        return organisation_label(value) if isinstance(value, Organisation) else value
