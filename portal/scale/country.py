"""The map the country stands on: every standing commune with its offices, its people, its size."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from portal.calendar.models import DayOff
from portal.calendar.rules import DaysOff
from portal.scale.dice import dice_for
from portal.units.kinds import Level, OrganisationKind, UnitKind
from portal.units.models import AdministrativeUnit, Organisation, UnitReach

SINCE = date(2025, 7, 1)  # the communes of today took up their work
_LARGE = {"01": 3.0, "79": 3.2, "31": 1.8, "48": 1.8, "92": 1.5, "75": 1.6, "24": 1.4}
_KINDS = {UnitKind.WARD: 1.6, UnitKind.COMMUNE: 1.0, UnitKind.SPECIAL_ZONE: 0.4}


@dataclass(frozen=True, slots=True)
class Worker:
    """A person at their post."""

    user_id: int
    name: str


@dataclass(slots=True)
class Province:
    """A standing province, its offices, and the rows of the provinces it follows."""

    pk: int
    code: str
    name: str
    full_name: str
    offices: dict[OrganisationKind, int]
    home_affairs: int
    rows: list[AdministrativeUnit]
    communes: list["Commune"] = field(default_factory=list)
    staff: Worker | None = None
    front: Worker | None = None


@dataclass(slots=True)
class Commune:
    """A standing commune. `weight` is how much happens there, 1 in a commune like most."""

    pk: int
    code: str
    name: str
    full_name: str
    province: Province
    people_committee: int
    front_committee: int
    weight: float
    officials: list[Worker] = field(default_factory=list)
    leader: Worker | None = None
    front: Worker | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """All provinces with their communes, on one day."""

    seed: int
    on: date
    provinces: list[Province]
    days_off: DaysOff

    @property
    def communes(self) -> list[Commune]:
        return [one for province in self.provinces for one in province.communes]

    @property
    def communes_largest_province_first(self) -> list[Commune]:
        """So that a part of the country holds whole provinces, and the one hardest to show."""
        order = sorted(self.provinces, key=lambda one: (-len(one.communes), one.code))
        return [commune for province in order for commune in province.communes]


def survey(*, seed: int, on: date) -> Country:
    """Read the map as it stands on the day; in the order of the codes, so that dice fall alike."""
    provinces = {one.pk: one for one in _provinces(on)}
    units = AdministrativeUnit.objects.communes().on(on).order_by("code")
    offices = _offices(units.values_list("pk", flat=True), on)
    for unit in units:
        province = provinces[unit.parent_id or 0]
        province.communes.append(_commune(unit, province, offices[unit.pk], seed))
    days_off = DayOff.objects.days_off_between(date(2016, 1, 1), date(on.year + 1, 12, 31))
    return Country(seed, on, list(provinces.values()), days_off)


def _provinces(on: date) -> list[Province]:
    units = list(AdministrativeUnit.objects.provinces().on(on).order_by("code"))
    offices = _offices([unit.pk for unit in units], on)
    home_affairs = Organisation.objects.on(on).filter(name__startswith="Sở Nội vụ")
    seats = {one.unit_id: one.pk for one in home_affairs}
    rows: dict[int, list[AdministrativeUnit]] = {unit.pk: [] for unit in units}
    reach = UnitReach.objects.filter(holder_unit__in=units, unit__level=Level.PROVINCE)
    for one in reach.select_related("unit").order_by("unit__code", "unit_id"):
        rows[one.holder_unit_id or 0].append(one.unit)
    return [
        Province(
            unit.pk, unit.code, unit.name, unit.full_name_inside, offices[unit.pk],
            seats[unit.pk], rows[unit.pk],
        )
        for unit in units
    ]  # fmt: skip


def _offices(units: Iterable[int], on: date) -> dict[int, dict[OrganisationKind, int]]:
    found: dict[int, dict[OrganisationKind, int]] = {}
    there = Organisation.objects.on(on).filter(unit__in=units)
    for one in there.exclude(kind=OrganisationKind.DEPARTMENT).order_by("pk"):
        found.setdefault(one.unit_id, {})[OrganisationKind(one.kind)] = one.pk
    return found


def _commune(
    unit: AdministrativeUnit, province: Province, offices: dict[OrganisationKind, int], seed: int
) -> Commune:
    """A few communes have ten times the work of others, wards of large cities most of it."""
    drawn = dice_for(seed, "size", unit.code).lognormvariate(0, 0.7)
    weight = drawn * _LARGE.get(province.code, 1.0) * _KINDS[UnitKind(unit.kind)]
    return Commune(
        unit.pk, unit.code, unit.name, unit.full_name_inside, province,
        offices[OrganisationKind.PEOPLE_COMMITTEE], offices[OrganisationKind.FRONT_COMMITTEE],
        weight,
    )  # fmt: skip
