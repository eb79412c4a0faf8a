"""Reads over the administrative map. Every method chains; none looks at the clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When

from portal.access import Power, Scope
from portal.text import only_signs, search_key
from portal.units.kinds import Extent, Level, OrganisationKind, UnitKind

if TYPE_CHECKING:
    from portal.units.models import (  # noqa: F401  # named in the strings below
        AdministrativeUnit,
        Area,
        FormerName,
        Organisation,
        UnitName,
        UnitReach,
        UnitSuccession,
    )


def reachable(scope: Scope, unit_field: str = "unit") -> Exists:
    """Return "the row's unit is one that the scope may read": scope meets units only here.

    `unit_field` is the path from the row to its unit ("unit", "organisation__unit"; "pk" for a unit
    itself). It is one EXISTS, so it never doubles a row.
    """
    from portal.units.models import UnitReach

    path = unit_field if unit_field == "pk" else f"{unit_field}_id"
    return Exists(UnitReach.objects.of(scope).filter(unit_id=OuterRef(path)))


def of_reachable(scope: Scope, organisation_field: str = "organisation") -> Q:
    """Return `reachable` of the row's organisation, found once instead of joined for every row."""
    from portal.units.models import Organisation

    return Q(**{f"{organisation_field}__in": Organisation.objects.visible_to(scope).values("pk")})


def valid_on(day: date) -> Q:
    """Return "valid on that day"; an unknown start ("chưa xác định") counts as long ago."""
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return started & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def words_found(text: str, field: str = "search_key") -> Q:
    """Return "each word of `text` begins a word of the key", with or without marks."""
    found = Q()
    for word in search_key(text).split():
        found &= Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f" {word}"})
    return found


class AdministrativeUnitQuerySet(QuerySet["AdministrativeUnit"]):
    def on(self, day: date) -> Self:
        """Keep the units that stood on that day."""
        return self.filter(valid_on(day))

    def provinces(self) -> Self:
        return self.filter(level=Level.PROVINCE)

    def districts(self) -> Self:
        return self.filter(level=Level.DISTRICT)

    def communes(self) -> Self:
        return self.filter(level=Level.COMMUNE)

    def at_level(self, level: str) -> Self:
        """Keep one level; "" keeps all."""
        return self.filter(level=level) if level else self

    def found_by(self, text: str, *, level: str, on: date | None) -> Self:
        """Keep what the map's page asks for; without a day, units of every day."""
        found = self.search(text).at_level(level).ranked_for(text)
        return found if on is None else found.on(on)

    def ranked_for(self, text: str) -> Self:
        """Give each unit a `rank`: names that end so first, units that stand before ended ones."""
        said = search_key(text.partition(",")[0])
        inexact = Case(When(search_key__endswith=said, then=0), default=2)
        ended = Case(When(valid_to__isnull=True, then=0), default=1)
        return self.annotate(rank=inexact + ended)

    def numbered(self, typed: str) -> AdministrativeUnit | None:
        """Return the unit with the id that an address carries, or None."""
        return self.filter(pk=int(typed[:18])).first() if typed.isdecimal() else None

    def in_area(self, area: Area) -> Self:
        """Keep the communes of an area."""
        return self.filter(memberships__area=area)

    def in_province(self, province: AdministrativeUnit | int) -> Self:
        """Keep what lies under a province row: communes, or districts and their communes."""
        return self.filter(Q(parent=province) | Q(parent__parent=province))

    def at_or_over(self, unit_id: int) -> Self:
        """Keep a unit and what it lies under, found from below: three rows, not the whole map."""
        unit = self.model._default_manager.filter(pk=unit_id)
        parent, grandparent = unit.values("parent_id"), unit.values("parent__parent_id")
        return self.filter(Q(pk=unit_id) | Q(pk__in=parent) | Q(pk__in=grandparent))

    def under(self, unit: AdministrativeUnit | int) -> Self:
        """Keep the direct children of a unit."""
        return self.filter(parent=unit)

    def divided(self) -> Self:
        """Keep the ended communes that no successor took over whole, nor by keeping their code."""
        from portal.units.models import UnitSuccession

        edges = UnitSuccession.objects.filter(predecessor_id=OuterRef("pk"))
        inherited = edges.filter(Q(extent=Extent.WHOLE) | Q(keeps_code=True))
        return self.communes().filter(Exists(edges) & ~Exists(inherited))

    def divided_in_province_of(self, unit_id: int) -> Self:
        """Keep the divided communes whose successors lie in the province over a unit."""
        from portal.units.models import AdministrativeUnit, UnitSuccession

        over = AdministrativeUnit.objects.provinces().filter(
            Q(pk=unit_id) | Q(children=unit_id) | Q(children__children=unit_id)
        )
        edges = UnitSuccession.objects.filter(predecessor_id=OuterRef("pk"))
        return self.divided().filter(Exists(edges.filter(successor__parent__in=over.values("pk"))))

    def entrustable_by(self, scope: Scope) -> Self:
        """Keep the divided communes whose records someone of the province itself may give."""
        if scope.unit_level != Level.PROVINCE or scope.area_id is not None:
            return self.none()
        return self.divided_in_province_of(scope.unit_id)

    def visible_to(self, scope: Scope) -> Self:
        """Keep the units whose records the scope may read. The map itself is open to everyone."""
        return self.filter(reachable(scope, "pk"))

    def search(self, text: str) -> Self:
        """Keep units that bear or bore a name with these words, or a code with these digits.

        "Tân An, Đồng Nai" keeps the units of that name in the province, or district, after the comma.
        """
        if only_signs(text):
            return self.none()
        name, _, place = text.partition(",")
        first, _, rest = search_key(name).partition(" ")
        found = _bears(name, "pk")
        if first.isdigit():
            found |= Q(code__startswith=first) & _bears(rest, "pk")
        for part in place.split(","):
            found &= _bears(part, "parent") | _bears(part, "parent__parent")
        return self.filter(found)

    def called(self, full_name: str, *, on: date) -> Self:
        """Keep the units whose full name on that day reads so, marks and case aside."""
        from portal.units.models import UnitName

        named = UnitName.objects.on(on).filter(
            search_key=search_key(full_name), unit_id=OuterRef("pk")
        )
        return self.filter(Exists(named))

    def ended_before(self, day: date) -> Self:
        """Keep the units that no longer stood on that day."""
        return self.filter(valid_to__lt=day)

    def in_order(self) -> Self:
        """Sort by the Vietnamese order of the names, then by code."""
        return self.order_by("sort_key", "code", "pk")

    def standing_first(self) -> Self:
        """Sort what stands before what has ended, each by name."""
        return self.order_by(F("valid_to").desc(nulls_first=True), "sort_key", "code", "pk")

    def with_parents(self) -> Self:
        return self.select_related("parent__parent")

    def with_number_under(self, day: date) -> Self:
        """Count, as `number_under`, the units that lay directly under each on that day."""
        started = Q(children__valid_from__isnull=True) | Q(children__valid_from__lte=day)
        standing = Q(children__valid_to__isnull=True) | Q(children__valid_to__gte=day)
        return self.annotate(number_under=Count("children", filter=started & standing))

    def without_keeper(self) -> Self:
        """Keep the divided communes whose records nobody has been given."""
        return self.exclude(successions__keeps_records=True)

    def with_successors(self) -> Self:
        """Fetch what each unit became, to be printed beside it."""
        return self.prefetch_related("successions__successor")

    def on_map_of(self, scope: Scope) -> Self:
        """Keep the units whose page the scope may open: the map of the country is open to all.

        Records in a unit are another matter: see `visible_to`.
        """
        return self.all() if scope.may(Power.UNIT_READ) else self.none()

    def successors_of(self, units: AdministrativeUnitQuerySet | list[int]) -> Self:
        """Keep the units that took over something of `units`, in one step."""
        return self.filter(pk__in=_successor_ids(units))

    def predecessors_of(self, units: AdministrativeUnitQuerySet | list[int]) -> Self:
        """Keep the units that gave something to `units`, in one step."""
        return self.filter(pk__in=_predecessor_ids(units))


def _bears(text: str, path: str) -> Q:
    """Return "the unit at `path` bears, or bore, a name with these words"."""
    from portal.units.models import UnitName

    if not search_key(text):
        return Q()
    named = UnitName.objects.filter(words_found(text), unit_id=OuterRef(path))
    return Q(Exists(named))


def _successor_ids(units: AdministrativeUnitQuerySet | list[int]) -> QuerySet[Any, Any]:
    from portal.units.models import UnitSuccession

    return UnitSuccession.objects.filter(predecessor__in=units).values("successor")


def _predecessor_ids(units: AdministrativeUnitQuerySet | list[int]) -> QuerySet[Any, Any]:
    from portal.units.models import UnitSuccession

    return UnitSuccession.objects.filter(successor__in=units).values("predecessor")


class UnitNameQuerySet(QuerySet["UnitName"]):
    def on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def borne_by(self, units: Collection[AdministrativeUnit]) -> dict[int, str]:
        """Return the full name of each unit among the names kept so far, by the unit's id."""
        names = self.filter(unit__in=[unit.pk for unit in units]).only("unit_id", "kind", "name")
        return {name.unit_id: name.full_name for name in names}

    def in_order(self) -> Self:
        """Sort oldest first; an unknown start is the oldest."""
        return self.order_by(F("valid_from").asc(nulls_first=True), "pk")


class UnitSuccessionQuerySet(QuerySet["UnitSuccession"]):
    def whole(self) -> Self:
        return self.filter(extent=Extent.WHOLE)

    def heirs(self) -> Self:
        """Keep the edges along which records are read: whole, the one that kept the code, or those
        that the province gave the records of a divided unit."""
        return self.filter(Q(extent=Extent.WHOLE) | Q(keeps_code=True) | Q(keeps_records=True))

    def from_unit(self, unit: AdministrativeUnit) -> Self:
        """Keep what became of a unit; of a district, what became of its communes."""
        if unit.level == Level.DISTRICT:
            return self.filter(Q(predecessor=unit) | Q(predecessor__parent=unit))
        return self.filter(predecessor=unit)

    def to_unit(self, unit: AdministrativeUnit) -> Self:
        """Keep what a unit was made of."""
        return self.filter(successor=unit)

    def in_order(self) -> Self:
        """Sort by day, then the old units by name, a whole one before a part."""
        return self.order_by("on", "predecessor__sort_key", "predecessor__code", "-extent", "pk")

    def with_units(self) -> Self:
        return self.select_related("predecessor__parent__parent", "successor__parent__parent")


class UnitReachQuerySet(QuerySet["UnitReach"]):
    def of(self, scope: Scope) -> Self:
        """Keep what the scope reaches: its area when it is posted to one, its unit otherwise."""
        if scope.area_id is not None:
            return self.filter(holder_area_id=scope.area_id)
        return self.filter(holder_unit_id=scope.unit_id)


class FormerNameQuerySet(QuerySet["FormerName"]):
    def borne_on_or_after(self, day: date) -> Self:
        return self.filter(valid_to__gte=day)


class OrganisationQuerySet(QuerySet["Organisation"]):
    def on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def on_map_of(self, scope: Scope) -> Self:
        """Keep the organisations whose name the scope may read: those of the whole map."""
        return self.all() if scope.may(Power.UNIT_READ) else self.none()

    def with_places(self) -> Self:
        return self.select_related("unit__parent__parent")

    def own_of(self, scope: Scope) -> Self:
        """Keep the organisation that the person is posted to."""
        return self.filter(pk=scope.organisation_id)

    def of_kind(self, kind: OrganisationKind) -> Self:
        return self.filter(kind=kind)

    def peoples_committees(self) -> Self:
        return self.filter(kind=OrganisationKind.PEOPLE_COMMITTEE)

    def of_communes(self) -> Self:
        return self.filter(unit__level=Level.COMMUNE)

    def in_units(self, units: AdministrativeUnitQuerySet | list[int]) -> Self:
        return self.filter(unit__in=units)

    def visible_to(self, scope: Scope) -> Self:
        """Keep the organisations of the units the scope may read."""
        return self.filter(reachable(scope))

    def of_unit_code(self, code: str) -> Self:
        """Keep the organisations of the units that bear, or bore, this code."""
        return self.filter(unit__code=code)

    def search(self, text: str) -> Self:
        """Keep the organisations with these words; after a comma, of that province or district."""
        if only_signs(text):
            return self.none()
        name, _, place = text.partition(",")
        found = words_found(name)
        for part in place.split(","):
            upper = _bears(part, "unit__parent") | _bears(part, "unit__parent__parent")
            found &= _bears(part, "unit") | upper
        return self.filter(found)

    def called(self, keys: Collection[str], *, on: date | None) -> Self:
        """Keep those with one of these folded names: the newest, or one borne on the day or after."""
        from portal.units.models import FormerName

        named = FormerName.objects.filter(search_key__in=keys, organisation_id=OuterRef("pk"))
        borne = named if on is None else named.borne_on_or_after(on)
        return self.filter(Q(search_key__in=keys) | Q(Exists(borne)))

    def with_former_names(self) -> Self:
        """Fetch the former names, for `name_on`."""
        return self.prefetch_related("former_names")

    def of_unit_kind(self, kind: UnitKind) -> Self:
        return self.filter(unit__kind=kind)

    def in_province(self, province: AdministrativeUnit | int) -> Self:
        """Keep the organisations of what lies under a province row."""
        return self.filter(Q(unit__parent=province) | Q(unit__parent__parent=province))

    def in_area(self, area: Area | int) -> Self:
        """Keep the organisations of the communes of an area."""
        from portal.units.models import AreaMember

        members = AreaMember.objects.filter(area=area, unit_id=OuterRef("unit_id"))
        return self.filter(Exists(members))

    def named(self, name: str, *, province: str = "") -> Self:
        """Keep those of exactly this name, marks or not; `province` tells namesakes apart."""
        found = self.filter(search_key=search_key(name)).select_related("unit__parent__parent")
        if not province.strip():
            return found
        over = words_found(province, "unit__search_key")
        over |= words_found(province, "unit__parent__search_key")
        return found.filter(over | words_found(province, "unit__parent__parent__search_key"))

    def in_order(self) -> Self:
        """Sort by unit, then as people name them: UBND, HĐND, Đảng ủy, MTTQ, sở, công an."""
        whens = [When(kind=kind, then=place) for place, kind in enumerate(OrganisationKind)]
        return self.order_by("unit__sort_key", "unit__code", Case(*whens), "search_key", "pk")


class AreaQuerySet(QuerySet["Area"]):
    def on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def visible_to(self, scope: Scope) -> Self:
        """Keep the areas of the scope's province; a person posted to an area sees that one."""
        if scope.area_id is not None:
            return self.filter(pk=scope.area_id)
        from portal.units.models import AdministrativeUnit

        return self.filter(province__in=AdministrativeUnit.objects.at_or_over(scope.unit_id))

    def editable_by(self, scope: Scope) -> Self:
        """Keep the areas of the province where the person works."""
        if scope.unit_level != Level.PROVINCE or scope.area_id is not None:
            return self.none()
        return self.filter(province_id=scope.unit_id)

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")

    def holding(self, unit: AdministrativeUnit) -> Self:
        """Keep the areas that hold a commune."""
        return self.filter(units=unit)

    def with_size(self) -> Self:
        """Count the communes of each, as `size`, and fetch its province and district."""
        return self.annotate(size=Count("members")).select_related("province", "district")
