"""Finding units and organisations by what is typed in a form: a name, a code, a suggestion.

A suggestion reads "07210 Phường Bắc Giang, thành phố Bắc Ninh": the code, the name, the province.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError

from portal.text import one_line, search_key
from portal.units.models import AdministrativeUnit, Organisation
from portal.units.querysets import AdministrativeUnitQuerySet, OrganisationQuerySet
from portal.units.rules import closed_sentence, inside

_CODED = re.compile(r"^(\d{2,5})\b\s*(.*)$")
_MANY = 6


def unit_label(unit: AdministrativeUnit) -> str:
    """Return a unit as a suggestion: its code, its name, its province."""
    return f"{unit.code} {unit.full_name}{_in_province(unit)}"


def unit_words(unit: AdministrativeUnit) -> str:
    """Return a unit as it stands in an address: "phường Bắc Giang, thành phố Bắc Ninh"."""
    return f"{unit.full_name_inside}{_in_province(unit)}"


def organisation_label(organisation: Organisation) -> str:
    """Return an organisation as a suggestion; the code is that of its unit."""
    return f"{organisation.unit.code} {organisation.name}{_in_province(organisation.unit)}"


def unit_called(text: str, among: AdministrativeUnitQuerySet, *, on: date) -> AdministrativeUnit:
    """Return the one unit that `text` names on the day, or refuse with what to do about it."""
    named = list(_named_units(text, among).on(on).with_parents().in_order()[:_MANY])
    exact = [unit for unit in named if _says_just(unit, text)] or named
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise ValidationError(_ambiguous([unit_label(unit) for unit in exact]), code="ambiguous")
    raise ValidationError(_why_no_unit(text, among, on=on), code="unknown")


def unit_spelt_out(text: str, *, on: date) -> AdministrativeUnit:
    """Return the one unit whose name, present or former, stands whole in `text`, or refuse.

    For an address: what only resembles a name ("Hoa Kỳ", and there is a xã Kỳ Hoa) is another place.
    """
    unit = unit_called(text, AdministrativeUnit.objects.all(), on=on)
    named = search_key(text.split(",")[0])
    if _says_just(unit, text) or unit.names.filter(search_key=named).exists():
        return unit
    said = f"Không có đơn vị nào tên “{one_line(text)}”; gần giống là {unit_words(unit)}."
    raise ValidationError(said, code="unknown")


def organisation_called(text: str, among: OrganisationQuerySet, *, on: date) -> Organisation:
    """Return the one organisation that `text` names on the day, or refuse."""
    named = list(organisations_named(text, among).on(on).with_places().in_order()[:_MANY])
    exact = [one for one in named if _organisation_says_just(one, text)] or named
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise ValidationError(
            _ambiguous([organisation_label(one) for one in exact]), code="ambiguous"
        )
    raise ValidationError(_why_no_organisation(text, among, on=on), code="unknown")


def units_named(text: str, among: AdministrativeUnitQuerySet) -> AdministrativeUnitQuerySet:
    """Return the units to suggest for what has been typed so far."""
    return _named_units(text, among)


def organisations_named(text: str, among: OrganisationQuerySet) -> OrganisationQuerySet:
    """Return the organisations to suggest: by unit code, by name, by "name, province"."""
    coded = _CODED.match(one_line(text))
    if coded is None:
        return among.search(text)
    there = among.of_unit_code(coded[1])
    return there.search(coded[2].split(",")[0]) if coded[2] else there


def _named_units(text: str, among: AdministrativeUnitQuerySet) -> AdministrativeUnitQuerySet:
    coded = _CODED.match(one_line(text))
    if coded is None:
        return among.search(text)
    there = among.filter(code=coded[1])
    return there.search(coded[2]) if coded[2] else there


def _why_no_unit(text: str, among: AdministrativeUnitQuerySet, *, on: date) -> str:
    """Say that the unit has ended and what it is now, or that there is none."""
    ended = _named_units(text, among.model.objects.ended_before(on)).in_order()[:_MANY]
    exact = [unit for unit in ended if _says_just(unit, text)] or list(ended)
    if len(exact) == 1 and exact[0].valid_to:
        now = AdministrativeUnit.objects.successors_of([exact[0].pk]).in_order()
        return closed_sentence(
            exact[0].full_name, exact[0].valid_to, [unit.full_name for unit in now]
        )
    return f"Không có đơn vị nào tên “{one_line(text)}” vào ngày {on:%d/%m/%Y}."


def _why_no_organisation(text: str, among: OrganisationQuerySet, *, on: date) -> str:
    """Say that the organisation has ended with its unit, or that there is none."""
    named = organisations_named(text, among).with_places().in_order()[:_MANY]
    exact = [one for one in named if _organisation_says_just(one, text)]
    if len(exact) == 1 and exact[0].valid_to and exact[0].valid_to < on:
        return closed_sentence(exact[0].name, exact[0].valid_to, [])
    return f"Không có cơ quan nào tên “{one_line(text)}” vào ngày {on:%d/%m/%Y}."


def _says_just(unit: AdministrativeUnit, text: str) -> bool:
    """Tell whether `text` is the whole name, and not the beginning of a longer one."""
    said = search_key(text.split(",")[0])
    return said in (
        unit.code, unit.search_key, search_key(unit.name), f"{unit.code} {unit.search_key}",
    )  # fmt: skip


def _organisation_says_just(organisation: Organisation, text: str) -> bool:
    said = search_key(text.split(",")[0])
    return said in (
        organisation.search_key, f"{organisation.unit.code} {organisation.search_key}",
    )  # fmt: skip


def _ambiguous(labels: list[str]) -> str:
    shown = "; ".join(labels[: _MANY - 1])
    more = "; …" if len(labels) == _MANY else ""
    return f"Có nhiều nơi cùng tên. Ghi thêm mã hoặc tên tỉnh: {shown}{more}."


def _in_province(unit: AdministrativeUnit) -> str:
    return "" if unit.parent is None else f", {inside(unit.province.full_name)}"
