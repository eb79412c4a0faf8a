"""Making and changing areas: the sets of communes that supervising staff watch."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.access import Scope
from portal.audit.actions import record
from portal.text import one_line, search_key, sort_key
from portal.units.kinds import Level
from portal.units.models import AdministrativeUnit, Area, AreaMember, UnitReach


@transaction.atomic
def create_area(
    *,
    province: AdministrativeUnit,
    name: str,
    units: Collection[AdministrativeUnit],
    by: Scope | None,
    on: date,
    district: AdministrativeUnit | None = None,
) -> Area:
    """Make an area of these communes, valid from the day on."""
    _refuse_strangers(units, province=province, on=on)
    area = Area(province=province, district=district, valid_from=on)
    _name(area, name)
    area.full_clean()
    area.save()
    _set_members(area, units)
    made_of = f" từ {district.full_name_inside}" if district else ""
    says = f"Lập địa bàn “{area.name}”{made_of}, gồm {len(units)} đơn vị."
    record(act="area.create", target=area, by=by, says=says, changes=_members_changed("", units))
    return area


def area_from_district(
    *, district: AdministrativeUnit, by: Scope | None, on: date, name: str = ""
) -> Area:
    """Make an area of all communes that took over something of a former district's communes."""
    units = list(successors_of_district(district, on=on))
    if not units:
        raise ValidationError(f"{district.full_name} không có xã, phường kế thừa trong ngày này.")
    return create_area(
        province=units[0].province,
        name=name or name_after(district),
        units=units,
        by=by,
        on=on,
        district=district,
    )


def name_after(district: AdministrativeUnit) -> str:
    """Return the name an area gets from its former district."""
    return f"{district.full_name} (cũ)"


def successors_of_district(district: AdministrativeUnit, *, on: date) -> list[AdministrativeUnit]:
    """Return the communes standing on the day that follow the district or one of its communes."""
    former = AdministrativeUnit.objects.under(district).values_list("pk", flat=True)
    followers = AdministrativeUnit.objects.successors_of([district.pk, *former])
    return list(followers.communes().on(on).with_parents().in_order())


@transaction.atomic
def update_area(
    *, area: Area, name: str, units: Collection[AdministrativeUnit], by: Scope, on: date
) -> Area:
    """Rename an area, or change which communes it holds."""
    _refuse_strangers(units, province=area.province, on=on)
    before_name, before = area.name, _names(area.units.all())
    _name(area, name)
    area.full_clean()
    area.save()
    _set_members(area, units)
    changes = _members_changed(before, units)
    if before_name != area.name:
        changes["tên"] = (before_name, area.name)
    says = f"Sửa địa bàn “{area.name}”, gồm {len(units)} đơn vị."
    record(act="area.update", target=area, by=by, says=says, changes=changes)
    return area


@transaction.atomic
def close_area(*, area: Area, by: Scope, on: date) -> Area:
    """End an area; the day is its last one. What it once held stays readable in its history."""
    area.valid_to = on
    area.full_clean()
    area.save(update_fields=["valid_to"])
    says = f"Kết thúc địa bàn “{area.name}” từ hết ngày {on:%d/%m/%Y}."
    record(
        act="area.close", target=area, by=by, says=says,
        changes={"đến hết ngày": ("", f"{on:%d/%m/%Y}")},
    )  # fmt: skip
    return area


def refresh_reach_of_areas(units: Collection[int] | None = None) -> None:
    """Compute anew what each area reaches, after the map changed; only those that hold `units`."""
    areas = Area.objects.all()
    for area in areas if units is None else areas.filter(units__in=units).distinct():
        _refresh_reach(area)


def _refresh_reach(area: Area) -> None:
    """An area reaches what its communes reach."""
    reached = UnitReach.objects.filter(holder_unit__memberships__area=area)
    unit_ids = reached.order_by().values_list("unit_id", flat=True).distinct()
    UnitReach.objects.filter(holder_area=area).delete()
    UnitReach.objects.bulk_create(
        [UnitReach(holder_area=area, unit_id=unit_id) for unit_id in unit_ids]
    )


def _set_members(area: Area, units: Collection[AdministrativeUnit]) -> None:
    wanted = {unit.pk for unit in units}
    area.members.exclude(unit__in=wanted).delete()
    there = set(area.members.values_list("unit_id", flat=True))
    AreaMember.objects.bulk_create(
        [AreaMember(area=area, unit_id=unit_id) for unit_id in sorted(wanted - there)]
    )
    _refresh_reach(area)


def _refuse_strangers(
    units: Collection[AdministrativeUnit], *, province: AdministrativeUnit, on: date
) -> None:
    """Only communes of the province that stand on the day may be in an area, and at least one."""
    if not units:
        raise ValidationError({"units": "Chọn ít nhất một xã, phường, đặc khu."})
    for unit in units:
        if unit.level != Level.COMMUNE or unit.parent_id != province.pk:
            raise ValidationError(
                {"units": f"{unit.full_name} không phải là xã, phường của {province}."}
            )
        if not unit.stands_on(on):
            raise ValidationError({"units": f"{unit.full_name} không còn vào ngày {on:%d/%m/%Y}."})


def _name(area: Area, name: str) -> None:
    area.name = one_line(name)
    area.search_key, area.sort_key = search_key(area.name), sort_key(area.name)


def _names(units: Collection[AdministrativeUnit]) -> str:
    return ", ".join(sorted(f"{unit.full_name} ({unit.code})" for unit in units))


def _members_changed(
    before: str, units: Collection[AdministrativeUnit]
) -> dict[str, tuple[object, object]]:
    after = _names(units)
    return {"gồm": (before, after)} if before != after else {}
