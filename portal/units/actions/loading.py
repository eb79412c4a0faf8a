"""Loading the map from its data files. Loading twice changes nothing; newer files update rows.

Rows are matched by what makes them one (a unit: level, code, first day) and are never deleted, so
that what refers to them stays. Reach is computed and may be written anew at any time.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from portal.audit.actions import record
from portal.text import one_line, search_key, sort_key
from portal.units import rules, sheets
from portal.units.actions.areas import refresh_reach_of_areas
from portal.units.kinds import Level, OrganisationKind, UnitKind
from portal.units.models import (
    AdministrativeUnit,
    FormerName,
    Organisation,
    UnitLoad,
    UnitName,
    UnitReach,
    UnitSuccession,
)

Row = TypeVar("Row", bound=Model)
_BATCH = 2_000
_UNIT_FIELDS = ("parent_id", "valid_to", "ended_by", "name", "kind", "search_key", "sort_key")
_NAME_FIELDS = ("name", "kind", "valid_to", "legal_basis", "search_key")
_EDGE_FIELDS = ("extent", "keeps_code", "legal_basis")
_FORMER_NAME_FIELDS = ("name", "search_key")
_ORGANISATION_FIELDS = ("name", "valid_from", "valid_to", "search_key", "heir_id")


def load_units() -> tuple[UnitLoad, bool]:
    """Make the tables hold what the data files say; return the load and whether it did anything."""
    checksum = sheets.checksum()
    last = UnitLoad.objects.order_by("-pk").first()
    if last is not None and last.checksum == checksum:
        return last, False
    return _load(checksum), True


@transaction.atomic
def _load(checksum: str) -> UnitLoad:
    rows = sheets.units()
    units = _load_units(rows)
    _load_names(rows, units)
    _load_successions(units)
    organisations = _load_organisations(units.values())
    _load_former_names(rows, units, organisations)
    _load_country()
    refresh_reach_of_units()
    refresh_reach_of_areas()
    load = UnitLoad.objects.create(checksum=checksum, counts=_counts())
    says = f"Nạp danh mục đơn vị hành chính: {load.counts['units']} đơn vị."
    record(act="units.load", target=load, by=None, says=says)
    return load


def refresh_reach_of_units(holders: Collection[int] | None = None) -> None:
    """Compute anew which unit rows each unit reaches, or only these units."""
    units = AdministrativeUnit.objects.values_list("pk", "parent_id")
    parents = [(unit, parent) for unit, parent in units if parent is not None]
    heirs = UnitSuccession.objects.heirs().values_list("predecessor_id", "successor_id")
    wanted = [unit for unit, _ in units] if holders is None else holders
    stale = UnitReach.objects.filter(holder_unit__isnull=False)
    (stale if holders is None else stale.filter(holder_unit__in=holders)).delete()
    pairs = rules.reach(wanted, parents, heirs)
    UnitReach.objects.bulk_create(
        (UnitReach(holder_unit_id=holder, unit_id=unit) for holder, unit in pairs),
        batch_size=_BATCH,
    )


def refresh_heirs(units: Collection[int]) -> None:
    """Compute anew which organisation stands for each organisation of these ended units."""
    stand_ins = rules.stand_ins(UnitSuccession.objects.as_edges())
    heirs = _heirs(Organisation.objects.in_units([stand_ins.get(unit, unit) for unit in units]))
    for one in Organisation.objects.in_units(list(units)):
        one.heir_id = heirs.get((stand_ins.get(one.unit_id), one.kind))
        one.save(update_fields=["heir"])


def _load_units(rows: list[sheets.UnitRow]) -> dict[sheets.UnitKey, AdministrativeUnit]:
    """Write the units level by level, so that a parent has its id before its children need it."""
    units: dict[sheets.UnitKey, AdministrativeUnit] = {}
    for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE):
        wanted = [_unit(row, units) for row in rows if row.level == level]
        known = AdministrativeUnit.objects.filter(level=level)
        for unit in _merge(known, wanted, _unit_key, _UNIT_FIELDS):
            units[_unit_key(unit)] = unit
    return units


def _load_country() -> None:
    """Write the country, over no unit of the map, and the ministries that read in the portal."""
    country, _ = AdministrativeUnit.objects.get_or_create(
        level=Level.COUNTRY,
        defaults={
            "code": "VN", "kind": UnitKind.COUNTRY, "name": rules.COUNTRY,
            "search_key": search_key(f"{UnitKind.COUNTRY.word} {rules.COUNTRY}"),
            "sort_key": sort_key(rules.COUNTRY),
        },
    )  # fmt: skip
    UnitName.objects.get_or_create(
        unit=country, valid_from=None,
        defaults={"name": country.name, "kind": country.kind, "search_key": country.search_key},
    )  # fmt: skip
    _merge_organisations(
        Organisation(
            unit=country, kind=OrganisationKind.MINISTRY, name=name, search_key=search_key(name)
        )
        for name in rules.MINISTRIES
    )


def _unit(
    row: sheets.UnitRow, units: dict[sheets.UnitKey, AdministrativeUnit]
) -> AdministrativeUnit:
    latest = row.names[-1]
    return AdministrativeUnit(
        level=row.level,
        code=row.code,
        parent_id=units[row.parent].pk if row.parent else None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        ended_by=row.ended_by,
        name=one_line(latest.name),
        kind=latest.kind,
        search_key=_name_key(latest),
        sort_key=sort_key(latest.name),
    )


def _load_names(
    rows: list[sheets.UnitRow], units: dict[sheets.UnitKey, AdministrativeUnit]
) -> None:
    wanted = [
        UnitName(
            unit_id=units[row.key].pk,
            name=one_line(name.name),
            kind=name.kind,
            valid_from=name.valid_from,
            valid_to=name.valid_to,
            legal_basis=name.legal_basis,
            search_key=_name_key(name),
        )
        for row in rows
        for name in row.names
    ]
    _merge(
        UnitName.objects.all(), wanted, lambda name: (name.unit_id, name.valid_from), _NAME_FIELDS
    )


def _load_successions(units: dict[sheets.UnitKey, AdministrativeUnit]) -> None:
    wanted = [
        UnitSuccession(
            predecessor_id=units[edge.predecessor].pk,
            successor_id=units[edge.successor].pk,
            extent=edge.extent,
            keeps_code=edge.keeps_code,
            on=sheets.FIRST_DAY_OF_TWO_TIERS,
            legal_basis=edge.legal_basis,
        )
        for edge in sheets.successions()
    ]
    _merge(
        UnitSuccession.objects.all(),
        wanted,
        lambda edge: (edge.predecessor_id, edge.successor_id),
        _EDGE_FIELDS,
    )


def _load_organisations(units: Iterable[AdministrativeUnit]) -> list[Organisation]:
    """Write what works in each unit: first those that stand, then those for whom they stand."""
    stand_ins = rules.stand_ins(UnitSuccession.objects.as_edges())
    stays: list[AdministrativeUnit] = []
    ended: list[AdministrativeUnit] = []
    for unit in units:
        (ended if unit.pk in stand_ins else stays).append(unit)
    now = _merge_organisations(one for unit in stays for one in _organisations_in(unit))
    heirs, old = _heirs(now), []
    for unit in ended:
        for one in _organisations_in(unit):
            one.heir_id = heirs.get((stand_ins[unit.pk], one.kind))
            old.append(one)
    return now + _merge_organisations(old)


def _heirs(organisations: Iterable[Organisation]) -> dict[tuple[int | None, str], int]:
    """Return the id of each organisation of which its unit has one, by unit and kind."""
    return {
        (one.unit_id, one.kind): one.pk
        for one in organisations
        if one.kind != OrganisationKind.DEPARTMENT
    }


def _merge_organisations(wanted: Iterable[Organisation]) -> list[Organisation]:
    return _merge(Organisation.objects.all(), wanted, _organisation_key, _ORGANISATION_FIELDS)


def _organisations_in(unit: AdministrativeUnit) -> list[Organisation]:
    return [
        Organisation(
            unit_id=unit.pk,
            kind=kind,
            name=name,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
            search_key=search_key(name),
        )
        for kind, name in _organisations_of(unit, UnitKind(unit.kind), unit.name)
    ]


def _load_former_names(
    rows: list[sheets.UnitRow],
    units: dict[sheets.UnitKey, AdministrativeUnit],
    organisations: list[Organisation],
) -> None:
    """Keep what the organisations of a renamed unit were called under each of its former names."""
    now = {_organisation_key(one): one for one in organisations}
    wanted = []
    for row in rows:
        unit = units[row.key]
        for former in row.names:
            if former.valid_to is None or former is row.names[-1]:
                continue
            for kind, name in _organisations_of(unit, former.kind, former.name):
                there = now[_organisation_key(Organisation(unit_id=unit.pk, kind=kind, name=name))]
                wanted.append(
                    FormerName(
                        organisation_id=there.pk, name=name, valid_to=former.valid_to,
                        search_key=search_key(name),
                    )
                )  # fmt: skip
    _merge(
        FormerName.objects.all(), wanted,
        lambda former: (former.organisation_id, former.valid_to), _FORMER_NAME_FIELDS,
    )  # fmt: skip


def _organisations_of(
    unit: AdministrativeUnit, kind: UnitKind, name: str
) -> list[tuple[OrganisationKind, str]]:
    """Return what works in a unit, named after this kind and name of it."""
    names = rules.organisation_names(kind, name)
    if unit.level == Level.PROVINCE and unit.valid_to is None:
        departments = rules.department_names(kind, name)
        names += [(OrganisationKind.DEPARTMENT, department) for department in departments]
    return names


def _organisation_key(organisation: Organisation) -> Hashable:
    """A unit has one organisation of each kind, one department of each stem, one ministry of a name."""
    stem = ""
    if organisation.kind == OrganisationKind.DEPARTMENT:
        stem = rules.department_stem(organisation.name)
    elif organisation.kind == OrganisationKind.MINISTRY:
        stem = organisation.name
    return organisation.unit_id, str(organisation.kind), stem


def _unit_key(unit: AdministrativeUnit) -> sheets.UnitKey:
    return Level(unit.level), unit.code, unit.valid_from


def _name_key(name: sheets.NameRow) -> str:
    return search_key(f"{name.kind.word} {name.name}")


def _merge(
    known: QuerySet[Row],
    wanted: Iterable[Row],
    key: Callable[[Row], Hashable],
    fields: Sequence[str],
) -> list[Row]:
    """Create what is missing, update what differs, return the rows as they now stand."""
    there = {key(row): row for row in known}
    new, changed, all_rows = [], [], []
    for row in wanted:
        old = there.get(key(row))
        if old is None:
            new.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in fields):
            for name in fields:
                setattr(old, name, getattr(row, name))
            changed.append(old)
        all_rows.append(old or row)
    known.model._default_manager.bulk_create(new, batch_size=_BATCH)
    if changed:
        plain = [name.removesuffix("_id") for name in fields]
        known.model._default_manager.bulk_update(changed, plain, batch_size=500)
    return all_rows


def _counts() -> dict[str, int]:
    units = AdministrativeUnit.objects.all()
    before, since = sheets.LAST_DAY_OF_DISTRICTS, sheets.FIRST_DAY_OF_TWO_TIERS
    return {
        "provinces_before": units.provinces().on(before).count(),
        "districts_before": units.districts().on(before).count(),
        "communes_before": units.communes().on(before).count(),
        "provinces": units.provinces().on(since).count(),
        "communes": units.communes().on(since).count(),
        "units": units.count(),
        "names": UnitName.objects.count(),
        "successions": UnitSuccession.objects.count(),
        "organisations": Organisation.objects.count(),
        "reach": UnitReach.objects.count(),
    }
