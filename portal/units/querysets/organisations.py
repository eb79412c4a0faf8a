"""Reads over the organisations of the map. Every method chains; none looks at the clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from portal.access import Power, Scope
from portal.text import only_signs, search_key
from portal.units.kinds import Level, OrganisationKind, UnitKind
from portal.units.querysets.units import (
    AdministrativeUnitQuerySet,
    bears,
    reachable,
    valid_on,
    words_found,
)

if TYPE_CHECKING:
    from portal.units.models import (  # noqa: F401  # named in the strings below
        AdministrativeUnit,
        Area,
        FormerName,
        Organisation,
    )


# What a list names and sorts an organisation by.
_NAMED = (
    *("kind", "name", "valid_to"),
    *(f"unit__{name}" for name in ("kind", "name", "valid_to", "sort_key", "code")),
)

# The province row over an organisation's unit: a commune once lay in a district.
PROVINCE_PATHS = ("unit__parent__parent_id", "unit__parent_id", "unit_id")


def of_reachable(scope: Scope, organisation_field: str = "organisation") -> Q:
    """Return `reachable` of the row's organisation, found once instead of joined for every row."""
    from portal.units.models import Organisation

    return Q(**{f"{organisation_field}__in": Organisation.objects.visible_to(scope).values("pk")})


class FormerNameQuerySet(QuerySet["FormerName"]):
    def of(self, organisations: Iterable[int]) -> Self:
        return self.filter(organisation_id__in=organisations)

    def borne_on_or_after(self, day: date) -> Self:
        return self.filter(valid_to__gte=day)


class OrganisationQuerySet(QuerySet["Organisation"]):
    def on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def on_map_of(self, scope: Scope) -> Self:
        """Keep the organisations whose name the scope may read: those of the whole map."""
        return self.all() if scope.may(Power.UNIT_READ) else self.none()

    def of(self, unit_id: int) -> Self:
        """Keep what works in a unit."""
        return self.filter(unit=unit_id)

    def with_places(self) -> Self:
        return self.select_related("unit__parent__parent")

    def numbered(self, ids: Iterable[int]) -> Self:
        return self.filter(pk__in=set(ids))

    def among(self, ids: Iterable[int]) -> Self:
        """Find what a list names and sorts of these: each with its unit."""
        return self.filter(pk__in=ids).select_related("unit").only(*_NAMED)

    def among_provinces(self, ids: Iterable[int]) -> Self:
        """As `among`, each with the province that its unit lies in."""
        over = ("parent__name", "parent__parent__name", "parent__parent__parent_id")
        found = self.filter(pk__in=ids).select_related("unit__parent__parent")
        return found.only(*_NAMED, *(f"unit__{name}" for name in over))

    def provinces_over(self, ids: Iterable[int]) -> QuerySet[Any, Any]:
        """Find the province row over each of these, by the map of its own time."""
        return self.filter(pk__in=ids).order_by().values_list("pk", Coalesce(*PROVINCE_PATHS))

    def counted_in(self, ids: Iterable[int]) -> dict[int, int]:
        """Return in which unit each is counted now: its own, or that of what stands for it."""
        unit = Coalesce("heir__unit_id", "unit_id")
        return dict(self.filter(pk__in=ids).values_list("pk", unit))

    def closed_by(self, day: date) -> Self:
        """Keep those that had ended, or whose unit had, before that day; `ends_on` is when."""
        ends_on = Coalesce("valid_to", "unit__valid_to")
        return self.annotate(ends_on=ends_on).filter(ends_on__lt=day).in_order()

    def standing(self, day: date) -> Self:
        """Keep those that stand on the day in a unit that does."""
        started = Q(unit__valid_from__isnull=True) | Q(unit__valid_from__lte=day)
        going = Q(unit__valid_to__isnull=True) | Q(unit__valid_to__gte=day)
        return self.on(day).filter(started & going)

    def beside(self, kind: OrganisationKind, day: date) -> Self:
        """Keep those in whose unit there stands an organisation of a kind."""
        there = self.model._default_manager.filter(valid_on(day), kind=kind)
        return self.filter(Exists(there.filter(unit_id=OuterRef("unit_id"))))

    def own_of(self, scope: Scope) -> Self:
        """Keep the organisation that the person is posted to."""
        return self.filter(pk=scope.organisation_id)

    def of_kind(self, kind: OrganisationKind) -> Self:
        return self.filter(kind=kind)

    def peoples_committees(self) -> Self:
        return self.filter(kind=OrganisationKind.PEOPLE_COMMITTEE)

    def of_communes(self) -> Self:
        return self.filter(unit__level=Level.COMMUNE)

    def of_provinces(self) -> Self:
        return self.filter(unit__level=Level.PROVINCE)

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
            upper = bears(part, "unit__parent") | bears(part, "unit__parent__parent")
            found &= bears(part, "unit") | upper
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

    def of_unit_kind(self, kind: UnitKind, day: date) -> Self:
        """Keep those of the units that were of the kind on the day."""
        from portal.units.models import UnitName

        so_called = UnitName.objects.on(day).filter(kind=kind, unit_id=OuterRef("unit_id"))
        return self.filter(Exists(so_called))

    def in_province(self, province: AdministrativeUnit | int) -> Self:
        """Keep the organisations of what lies under a province row."""
        from portal.units.models import AdministrativeUnit

        return self.filter(unit__parent__in=AdministrativeUnit.objects.at_or_right_under(province))

    def in_area(self, area: Area | int) -> Self:
        """Keep the organisations of the communes of an area."""
        from portal.units.models import AreaMember

        members = AreaMember.objects.filter(area=area, unit_id=OuterRef("unit_id"))
        return self.filter(Exists(members))

    def in_areas(self, day: date) -> Self:
        """Keep the organisations of the communes of any area that stands on the day."""
        from portal.units.models import Area, AreaMember

        members = AreaMember.objects.filter(area__in=Area.objects.on(day))
        return self.filter(unit__in=members.values("unit"))

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
