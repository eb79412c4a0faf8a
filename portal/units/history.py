"""What a unit was and what it became: reading old records through succession."""

from datetime import date

from portal.text import one_line, search_key
from portal.units.kinds import Level, OrganisationKind, UnitKind
from portal.units.models import AdministrativeUnit, Organisation

_ABBREVIATIONS = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban mat tran to quoc viet nam", "mttq"),
    ("uy ban mat tran to quoc", "mttq"),
    ("uy ban mttq viet nam", "mttq"),
    ("uy ban mttq", "mttq"),
    ("ubmttq viet nam", "mttq"),
    ("ubmttq", "mttq"),
    ("mttq viet nam", "mttq"),
)
_OF_A_UNIT = {
    "ubnd": OrganisationKind.PEOPLE_COMMITTEE,
    "hdnd": OrganisationKind.PEOPLE_COUNCIL,
    "mttq": OrganisationKind.FRONT_COMMITTEE,
    "dang uy": OrganisationKind.PARTY_COMMITTEE,
    "cong an": OrganisationKind.POLICE,
}
_PARTY_OF_A_PLACE = {
    "tinh uy": (UnitKind.PROVINCE,),
    "thanh uy": (UnitKind.CENTRAL_CITY, UnitKind.CITY),
    "huyen uy": (UnitKind.DISTRICT,),
    "quan uy": (UnitKind.URBAN_DISTRICT,),
    "thi uy": (UnitKind.TOWN,),
}


def province_of(unit: AdministrativeUnit) -> AdministrativeUnit:
    """Return the province row over a unit (the unit itself when it is one)."""
    return unit.province


def successors_on(unit: AdministrativeUnit, on: date) -> list[AdministrativeUnit]:
    """Return the units that stand on the day in the place of `unit`; itself when it still stands.

    A district has no successor of its own but for the five island districts: its communes' are.
    """
    if unit.stands_on(on) or unit.valid_to is None:
        return [unit]
    seen, step = {unit.pk}, [unit.pk]
    found: dict[int, AdministrativeUnit] = {}
    while step:
        if unit.level == Level.DISTRICT and step == [unit.pk]:
            step += AdministrativeUnit.objects.under(unit).values_list("pk", flat=True)
        followers = AdministrativeUnit.objects.successors_of(step).with_parents().in_order()
        new = [follower for follower in followers if follower.pk not in seen]
        seen.update(follower.pk for follower in new)
        found |= {follower.pk: follower for follower in new if follower.stands_on(on)}
        step = [follower.pk for follower in new if not follower.stands_on(on)]
    return list(found.values())


def find_by_full_name(
    text: str, *, on: date, within: AdministrativeUnit | None = None
) -> AdministrativeUnit | None:
    """Return the one unit with this full name on the day: "tỉnh Bắc Giang", "xã Tân An".

    None when there is no such unit, or more than one and `within` (a province or district) does not
    tell them apart. A difference of marks counts only where it decides.
    """
    units = AdministrativeUnit.objects.on(on).called(text, on=on).with_parents()
    if within is not None:
        units = units.in_province(within)
    found = list(units[:20])
    exact = [unit for unit in found if one_line(text).casefold() == unit.full_name.casefold()]
    several = exact if len(found) > 1 and exact else found
    return several[0] if len(several) == 1 else None


def find_organisation(
    text: str, *, on: date, within: AdministrativeUnit | None = None
) -> Organisation | None:
    """Return the organisation that a document of that day calls so, or None.

    "Ủy ban nhân dân tỉnh Bắc Giang", "UBND xã Lục Nam", "Huyện ủy Vĩnh Cửu", "Sở Nội vụ tỉnh Bắc Ninh".
    """
    key = _short(search_key(text))
    for begins, kind in _OF_A_UNIT.items():
        if key.startswith(f"{begins} "):
            return _organisation_of(_after(text, key, begins), kind, on=on, within=within)
    for begins, kinds in _PARTY_OF_A_PLACE.items():
        if key.startswith(f"{begins} "):
            return _party_of(_after(text, key, begins), kinds, on=on, within=within)
    named = Organisation.objects.on(on).called([key], on=on)[:2]
    return named[0] if len(named) == 1 else None


def _organisation_of(
    place: str, kind: OrganisationKind, *, on: date, within: AdministrativeUnit | None
) -> Organisation | None:
    unit = find_by_full_name(place, on=on, within=within)
    return None if unit is None else unit.organisations.of_kind(kind).on(on).first()


def _party_of(
    place: str, kinds: tuple[UnitKind, ...], *, on: date, within: AdministrativeUnit | None
) -> Organisation | None:
    for kind in kinds:
        name = (
            place if search_key(place).startswith(search_key(kind.word)) else f"{kind.word} {place}"
        )
        found = _organisation_of(name, OrganisationKind.PARTY_COMMITTEE, on=on, within=within)
        if found is not None:
            return found
    return None


def _short(key: str) -> str:
    """Return the key with its first words abbreviated: "uy ban nhan dan tinh x" → "ubnd tinh x"."""
    for long, short in _ABBREVIATIONS:
        if key.startswith(f"{long} "):
            return short + key.removeprefix(long)
    return key


def _after(text: str, key: str, begins: str) -> str:
    """Return the words of `text` after its beginning, with their marks: "tỉnh Bắc Giang"."""
    rest = key.removeprefix(f"{begins} ").split(" ")
    return " ".join(one_line(text).split(" ")[-len(rest) :])
