"""Reads over the administrative map. Every method chains; none looks at the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, When

from portal.access import Power, Scope
from portal.likeness import words_of
from portal.text import only_signs, search_key
from portal.units.kinds import Extent, Level
from portal.units.rules import Edge

if TYPE_CHECKING:
    from portal.units.models import (  # noqa: F401  # named in the strings below
        AdministrativeUnit,
        Area,
        UnitName,
        UnitReach,
        UnitSuccession,
    )


def reachable(scope: Scope, unit_field: str = "unit") -> Q:
    """Return "the row's unit is one that the scope may read": scope meets units only here.

    `unit_field` is the path from the row to its unit ("unit", "organisation__unit"; "pk" for a unit
    itself). It is one IN, so it never doubles a row. An EXISTS of each row is the same to PostgreSQL;
    SQLite would read every organisation of the country for it.
    """
    from portal.units.models import UnitReach

    return Q(**{f"{unit_field}__in": UnitReach.objects.of(scope).values("unit_id")})


def valid_on(day: date) -> Q:
    """Return "valid on that day"; an unknown start ("chưa xác định") counts as long ago."""
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return started & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def words_found(text: str, field: str = "search_key") -> Q:
    """Return "each word of `text` begins a word of the key", with or without marks."""
    return fits(patterns_of(text), field)


def patterns_of(text: str) -> tuple[str, ...]:
    """Return what a key is like at its beginning, or within, for each word: values of a prepared question."""
    return tuple(chain.from_iterable((f"{one}%", f"% {one}%") for one in words_of(text)))


def fits(patterns: Sequence[str], field: str) -> Q:
    """Return "the key is like one of each two of these"."""
    found = Q()
    for begins, within in zip(patterns[::2], patterns[1::2], strict=True):
        found &= Q(**{f"{field}__like": begins}) | Q(**{f"{field}__like": within})
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
        return self.filter(parent__in=self.model._default_manager.at_or_right_under(province))

    def at_or_right_under(self, unit: AdministrativeUnit | int) -> Self:
        """Keep a unit and its children: what they in turn are over is found by an index, not in the whole map."""
        return self.filter(Q(pk=getattr(unit, "pk", unit)) | Q(parent=unit))

    def at_or_below(self, provinces: Iterable[int]) -> Self:
        """Keep these province rows and all that lies under them, by the map of their own time."""
        under = Q(parent__in=provinces) | Q(parent__parent__in=provinces)
        return self.filter(Q(pk__in=provinces) | under)

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

        over = AdministrativeUnit.objects.at_or_over(unit_id).provinces()
        there = UnitSuccession.objects.filter(successor__parent__in=over.values("pk"))
        return self.divided().filter(pk__in=there.values("predecessor_id"))

    def entrustable_by(self, scope: Scope) -> Self:
        """Keep the divided communes whose records someone of the province itself may give."""
        return self.divided_in_province_of(scope.unit_id) if entrusts(scope) else self.none()

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
        found = bears(name, "pk")
        if first.isdigit():
            found |= Q(code__startswith=first) & bears(rest, "pk")
        for part in place.split(","):
            found &= bears(part, "parent") | bears(part, "parent__parent")
        return self.filter(found)

    def like(self, patterns: Sequence[str]) -> Self:
        """Keep units that bear or bore a name with these words."""
        from portal.units.models import UnitName

        named = UnitName.objects.filter(fits(patterns, "search_key"), unit_id=OuterRef("pk"))
        return self.filter(Exists(named))

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

    def as_choices(self) -> QuerySet[Any, Any]:
        """Say of each what a list to choose from shows."""
        return self.in_order().values_list("pk", "kind", "name")

    def as_named(self) -> Self:
        """Find of each what names and sorts it."""
        return self.only("kind", "name", "valid_to", "sort_key", "code")

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

    def as_nodes(self, day: date) -> QuerySet[Any, Any]:
        """Say what the tree of that day shows of each, but for the name borne that day."""
        shown: QuerySet[Any, Any] = self.on(day).with_number_under(day).in_order()
        return shown.values_list("pk", "parent_id", "code", "kind", "name", "number_under")

    def without_keeper(self) -> Self:
        """Keep the divided communes whose records nobody has been given."""
        return self.exclude(successions__keeps_records=True)

    def with_successors(self) -> Self:
        """Fetch what each unit became, to be printed beside it: names, in one question."""
        from portal.units.models import UnitSuccession

        return self.prefetch_related(
            Prefetch(
                "successions",
                UnitSuccession.objects.select_related("successor").only(
                    "predecessor_id", "extent", "keeps_records", "records_basis",
                    "successor__kind", "successor__name",
                ),
            )
        )  # fmt: skip

    def as_divided(self) -> Self:
        """Find what the list of divided communes shows of each."""
        shown = ("code", "kind", "name", "sort_key", "parent__kind", "parent__name")
        return self.select_related("parent").only(*shown).with_successors()

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


def entrusts(scope: Scope) -> bool:
    """Return whether the scope is of a province itself, which gives away records of divided units."""
    return scope.unit_level == Level.PROVINCE and scope.area_id is None


def bears(text: str, path: str) -> Q:
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

    def of(self, unit_id: int) -> Self:
        return self.filter(unit=unit_id)

    def of_units(self, units: AdministrativeUnitQuerySet) -> QuerySet[Any, Any]:
        """Say what each of these units was called: its id, the kind, the name."""
        return self.filter(unit__in=units.values("pk")).values_list("unit_id", "kind", "name")

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

    def as_edges(self) -> Iterator[Edge]:
        """Yield each edge as `rules.stand_ins` takes it."""
        ends = self.values_list(
            "predecessor_id", "successor_id", "extent", "keeps_code", "keeps_records"
        )
        for old, new, extent, keeps_code, keeps_records in ends:
            yield Edge(old, new, extent == Extent.WHOLE, keeps_code, keeps_records)

    def from_one(self, unit_id: int) -> Self:
        """Keep what became of a unit."""
        return self.filter(predecessor=unit_id)

    def from_district(self, unit_id: int) -> Self:
        """Keep what became of a district, and of its communes."""
        return self.filter(Q(predecessor=unit_id) | Q(predecessor__parent=unit_id))

    def from_unit(self, unit: AdministrativeUnit) -> Self:
        """Keep what became of a unit; of a district, what became of its communes."""
        is_district = unit.level == Level.DISTRICT
        return self.from_district(unit.pk) if is_district else self.from_one(unit.pk)

    def to_unit(self, unit: AdministrativeUnit | int) -> Self:
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

    def provinces_now(self, ids: Iterable[int], day: date) -> QuerySet[Any, Any]:
        """Find, for each of these province rows, the province that stands on the day and reads it."""
        started = Q(holder_unit__valid_from__isnull=True) | Q(holder_unit__valid_from__lte=day)
        going = Q(holder_unit__valid_to__isnull=True) | Q(holder_unit__valid_to__gte=day)
        rows = self.filter(started & going, unit__in=ids, holder_unit__level=Level.PROVINCE)
        return rows.values_list("unit_id", "holder_unit_id")


class AreaQuerySet(QuerySet["Area"]):
    def on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def visible_to(self, scope: Scope) -> Self:
        """Keep the areas of the scope's province; a person posted to an area sees that one."""
        if scope.area_id is not None:
            return self.filter(pk=scope.area_id)
        if scope.unit_level == Level.PROVINCE:
            return self.filter(province_id=scope.unit_id)
        from portal.units.models import AdministrativeUnit

        return self.filter(province__in=AdministrativeUnit.objects.at_or_over(scope.unit_id))

    def editable_by(self, scope: Scope) -> Self:
        """Keep the areas of the province where the person works."""
        if scope.unit_level != Level.PROVINCE or scope.area_id is not None:
            return self.none()
        return self.filter(province_id=scope.unit_id)

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")

    def as_choices(self) -> QuerySet[Any, Any]:
        """Say of each what a list to choose from shows."""
        return self.in_order().values_list("pk", "name")

    def holding(self, unit: AdministrativeUnit | int) -> Self:
        """Keep the areas that hold a commune."""
        return self.filter(units=unit)

    def of_units(self, ids: Iterable[int]) -> dict[int, list[int]]:
        """Return the areas in which each of these units lies, by id; a unit in none is left out."""
        found: dict[int, list[int]] = {}
        pairs = self.filter(members__unit_id__in=set(ids)).values_list("members__unit_id", "pk")
        for unit_id, area_id in pairs:
            found.setdefault(unit_id, []).append(area_id)
        return found

    def with_size(self) -> Self:
        """Count the communes of each, as `size`, and fetch its province and district."""
        return self.annotate(size=Count("members")).select_related("province", "district")
