"""Fields that choose a unit or an organisation, and the forms of the unit pages.

The picker is a text box with suggestions (a datalist that htmx fills). With JavaScript off one types
a name, with or without marks, or a code; the server says what it understood or what is wrong.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.urls import reverse_lazy

from portal.access import Scope
from portal.calendar.clock import today
from portal.choices import ChoiceField
from portal.forms import DateField, RowsField, SeenForm, VietnameseCharField
from portal.text import one_line
from portal.units.kinds import Level
from portal.units.lookup import (
    organisation_called,
    organisation_label,
    unit_called,
    unit_label,
)
from portal.units.models import AdministrativeUnit, Area, Organisation
from portal.units.querysets import AdministrativeUnitQuerySet, OrganisationQuerySet
from portal.units.questions import communes_to_watch, members_of

_LONGEST_NAME = 250


def _name(typed: Any) -> str:
    """Return what was typed as a name; a text that no place could bear is not looked for."""
    name = one_line(str(typed))
    if len(name) > _LONGEST_NAME:
        raise ValidationError(f"Tên dài quá {_LONGEST_NAME} ký tự. Hãy nhập tên hoặc mã.")
    return name


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
        return unit_called(_name(value), among, on=self.on())

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
        return organisation_called(_name(value), among, on=self.on())

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            found = Organisation.objects.select_related("unit__parent__parent")
            value = found.filter(pk=value).first()
        return organisation_label(value) if isinstance(value, Organisation) else value


class MapFilter(forms.Form):
    """What the map's page is asked for: words, a day, a level."""

    q = VietnameseCharField(
        label="Tên hoặc mã",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "ví dụ: luc nam, bac ninh"}),
    )
    cap = ChoiceField(label="Cấp", required=False, choices=[("", "Mọi cấp"), *Level.choices])
    ngay = DateField(label="Vào ngày", required=False)

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q") or "") if self.is_valid() else ""

    @property
    def day(self) -> date | None:
        return self.cleaned_data.get("ngay") if self.is_valid() else None

    @property
    def level(self) -> str:
        return str(self.cleaned_data.get("cap") or "") if self.is_valid() else ""


class _AreaForm(forms.Form):
    """A form that shows what an action refused beside the field it is about."""

    def refused(self, error: ValidationError) -> None:
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for field, errors in error.error_dict.items():
            for one in errors:
                known = field if field in self.fields else NON_FIELD_ERRORS
                self.add_error("name" if one.code == "name_taken" else known, one)


class AreaForm(SeenForm, _AreaForm):
    """An area by hand: its name, its first day, its communes."""

    name = VietnameseCharField(label="Tên địa bàn", max_length=100)
    valid_from = DateField(label="Từ ngày")
    units = RowsField(
        label="Gồm các xã, phường, đặc khu",
        queryset=AdministrativeUnit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một xã, phường, đặc khu."},
    )

    def __init__(self, *args: Any, scope: Scope, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = cast("RowsField", self.fields["units"])
        units.offer(communes_to_watch(scope, on))
        if self.is_bound:
            communes = AdministrativeUnit.objects.visible_to(scope).communes().on(on)
            units.queryset = communes.in_order()

    @classmethod
    def of(cls, area: Area, data: Any, *, scope: Scope, on: date) -> "AreaForm":
        """The form of an area that exists: its first day no longer changes."""
        there = {"name": area.name, "units": members_of(area.pk)}
        form = cls(data, initial=there, scope=scope, on=on)
        del form.fields["valid_from"]
        return form


class DistrictChoice(forms.Form):
    """The former district whose successors make an area."""

    huyen = forms.ModelChoiceField(
        label="Huyện, quận, thị xã, thành phố cũ",
        queryset=AdministrativeUnit.objects.none(),
        empty_label="Chọn một đơn vị cấp huyện cũ",
        error_messages={
            "required": "Chọn một đơn vị cấp huyện cũ.",
            "invalid_choice": "Không có đơn vị cấp huyện cũ này trong tỉnh.",
        },
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        former = AdministrativeUnit.objects.visible_to(scope).districts().with_parents().in_order()
        self.fields["huyen"].queryset = former  # type: ignore[attr-defined]  # a model choice


class AreaFromDistrictForm(_AreaForm):
    """What one may still change when an area is made from a former district."""

    name = VietnameseCharField(label="Tên địa bàn", max_length=100)
    valid_from = DateField(label="Từ ngày")


class EntrustForm(SeenForm, _AreaForm):
    """To which successors the records of a divided commune go, and by which decision."""

    to = RowsField(
        label="Đơn vị giữ hồ sơ",
        queryset=AdministrativeUnit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đơn vị kế thừa."},
    )
    basis = VietnameseCharField(
        label="Căn cứ", max_length=200, help_text="Số, ngày của quyết định giao hồ sơ."
    )

    def __init__(self, *args: Any, unit: AdministrativeUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        followers = AdministrativeUnit.objects.successors_of([unit.pk]).in_order()
        self.fields["to"].queryset = followers  # type: ignore[attr-defined]  # a model choice


class CloseAreaForm(_AreaForm):
    valid_to = DateField(label="Ngày cuối cùng")
