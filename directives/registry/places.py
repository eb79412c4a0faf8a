"""Which unit and organisation the wording of an issuer means on the day of issue."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from directives.registry.kinds import IssuerLevel
from directives.registry.rules import (
    central_number,
    is_local,
    issuer_body,
    issuer_level,
    named_place,
)
from portal.prepared import prepared
from portal.text import search_key
from portal.units.kinds import Level, OrganisationKind
from portal.units.models import AdministrativeUnit, Organisation, UnitReach

_UNIT_LEVELS = {IssuerLevel.DISTRICT: Level.DISTRICT, IssuerLevel.COMMUNE: Level.COMMUNE}


@dataclass(frozen=True, slots=True)
class IssuerPlace:
    """Where an issuer stands. `key` is equal for two wordings of one issuer."""

    level: IssuerLevel
    key: str
    province: AdministrativeUnit | None = None
    organisation: Organisation | None = None


def place_issuer(
    issuer: str,
    *,
    number: str,
    on: dt.date,
    home_unit_id: int,
    level: IssuerLevel | None = None,
) -> IssuerPlace:
    """Place an issuer on the map of the day; a wording without a place means the home province.

    The symbol of a central number names its issuer: "33/CT-TTg" comes once, however it is worded.
    The key of a local issuer begins with the home province: what another province recorded for
    itself is neither a duplicate here nor betrayed by a refusal.
    """
    level = level or issuer_level(issuer, number)
    if level is IssuerLevel.CENTRAL:
        named = "" if central_number(number) else search_key(issuer)
        return IssuerPlace(level, f"central:{named}")
    home = province_over(home_unit_id)
    province = _province_named(issuer, on) or _home_on(home, on)
    unit = _unit_below(issuer, level, province, on) or province
    body = issuer_body(issuer)
    organisation = _organisation(issuer, body, unit, on)
    who = f"{body}@{unit.pk}" if body else search_key(issuer)
    return IssuerPlace(level, f"{home.pk}:{province.pk}:{who}"[:260], province, organisation)


def why_not_ones_own(
    issuer: str, *, level: IssuerLevel, province: AdministrativeUnit | None, home_unit_id: int
) -> dict[str, str]:
    """Return, by field, why someone of a unit may not save this issuer; nothing when they may.

    Theirs are the organs of their province, as it is and as it was, and the centre; another
    province enters its own, and a local body is not made central by saying so.
    """
    if level is IssuerLevel.CENTRAL:
        sentence = f"{issuer} là cơ quan của địa phương, không phải của trung ương."
        return {"issuer_level": sentence} if is_local(issuer) else {}
    if unknown := _unknown_province(issuer):
        return {"issuer": f"Không có và chưa từng có tỉnh nào tên “{unknown}”. Hãy xem lại tên."}
    if province is None:
        return {}
    home = province_over(home_unit_id)
    if UnitReach.objects.filter(holder_unit=home, unit=province).exists():
        return {}
    return {
        "issuer": f"{issuer} thuộc {province.full_name_inside}. Chỉ nhập văn bản của trung ương"
        f" và của cơ quan trong {home.full_name_inside}."
    }


def _unknown_province(issuer: str) -> str:
    """The place that the wording calls a tỉnh and that was none on any day; empty when there is none."""
    place = named_place(issuer)
    if not place or "tỉnh" not in issuer.casefold():
        return ""
    words = f"{search_key(place)} "
    names = AdministrativeUnit.objects.provinces().values_list("name", flat=True)
    return "" if any(words.startswith(f"{search_key(name)} ") for name in names) else place


def province_over(unit_id: int) -> AdministrativeUnit:
    """The province that a unit is or lies in."""
    return AdministrativeUnit.objects.with_parents().get(pk=unit_id).province


_successors = prepared(lambda unit, on: AdministrativeUnit.objects.successors_of([unit]).on(on))


@dataclass(frozen=True, slots=True)
class Over:
    """The province row over a unit; of a commune that lay in a district, both names."""

    province: int
    commune: str = ""
    district: str = ""


def places_over(unit_ids: Collection[int]) -> dict[int, Over]:
    """What each unit lies in, in one query."""
    rows = AdministrativeUnit.objects.filter(pk__in=unit_ids)
    asked = ("pk", "name", "parent_id", "parent__name", "parent__parent_id")
    return {
        pk: Over(grandparent, name, above) if grandparent else Over(parent or pk)
        for pk, name, parent, above, grandparent in rows.values_list(*asked)
    }


def provinces_reached(holders: Collection[int]) -> dict[int, frozenset[int]]:
    """The province rows that each province reads, those that came into it included, in one query."""
    found: dict[int, set[int]] = {holder: set() for holder in holders}
    rows = UnitReach.objects.filter(holder_unit__in=holders, unit__level=Level.PROVINCE)
    for holder, reached in rows.values_list("holder_unit_id", "unit_id"):
        found[holder].add(reached)
    return {holder: frozenset(reached) for holder, reached in found.items()}


def _home_on(home: AdministrativeUnit, on: dt.date) -> AdministrativeUnit:
    """The home province as it stood on the day: before a merger, the one whose name it kept."""
    if home.stands_on(on):
        return home
    former = AdministrativeUnit.objects.predecessors_of([home.pk]).provinces().on(on)
    return former.filter(name=home.name).order_by("pk").first() or home


def _province_named(issuer: str, on: dt.date) -> AdministrativeUnit | None:
    """The province whose name the wording holds, the longest name first."""
    words = f" {search_key(named_place(issuer))} "
    if not words.strip():
        return None
    standing = AdministrativeUnit.objects.provinces().on(on)
    fitting = [unit for unit in standing if words.startswith(f" {search_key(unit.name)} ")]
    return max(fitting, key=lambda unit: len(unit.name), default=None)


def _unit_below(
    issuer: str, level: IssuerLevel, province: AdministrativeUnit, on: dt.date
) -> AdministrativeUnit | None:
    """The district or commune of the province that the wording names; None when it is not one."""
    if level not in _UNIT_LEVELS:
        return None
    words = f"{search_key(issuer)} "
    below = AdministrativeUnit.objects.in_province(province).on(on)
    fitting = [
        unit
        for unit in below.filter(level=_UNIT_LEVELS[level])
        if f" {search_key(unit.name)} " in words
    ]
    longest = sorted(fitting, key=lambda unit: -len(unit.name))[:2]
    if len(longest) == 2 and len(longest[0].name) == len(longest[1].name):
        return None
    return longest[0] if longest else None


def _organisation(
    issuer: str, body: OrganisationKind | None, unit: AdministrativeUnit, on: dt.date
) -> Organisation | None:
    there = Organisation.objects.in_units([unit.pk]).on(on).order_by("pk")
    if body is not None:
        return there.of_kind(body).first()
    return there.called([search_key(issuer)], on=on).first()


def heirs_of(province: AdministrativeUnit | None, *, on: dt.date) -> list[AdministrativeUnit]:
    """The provinces that stand in the place of one that has ended; none while it stands."""
    if province is None or province.stands_on(on):
        return []
    return _successors(province.pk, on)
