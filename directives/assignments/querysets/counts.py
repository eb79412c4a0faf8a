"""Reads over the counts that are kept beside the work: what each organisation has of each directive."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import connection, models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from directives.assignments.rules import By
from directives.registry.models import Directive
from directives.registry.querysets import DirectiveQuerySet
from portal.access import Power, Scope
from portal.text import search_key
from portal.units.models import AdministrativeUnit, Area, AreaMember, UnitReach
from portal.units.querysets import PROVINCE_PATHS, reachable

if TYPE_CHECKING:
    from directives.assignments.models import WorkCount  # noqa: F401


class Kept(NamedTuple):
    """What is kept of an organisation; `holder` is the one under which its work is counted."""

    organisation: int
    holder: int
    given: int
    on_time: int
    late: int
    first_on_time: int
    unanswered: int
    in_review: int


KEPT = Kept._fields[2:]
_SUMS = {name: Sum(name) for name in KEPT}


class WorkCountQuerySet(models.QuerySet["WorkCount"]):
    def visible_to(self, scope: Scope) -> Self:
        """As the work itself: a commune reads its own, those who watch read their reach, who reads
        the country, what the centre asks."""
        if scope.may(Power.COUNTRY_READ):
            return self.filter(directive__province__isnull=True)
        if scope.may(Power.BOARD_READ):
            return self.filter(reachable(scope))
        return self.filter(organisation_id=scope.organisation_id)

    def of(self, directive_id: int, organisations: Iterable[int]) -> Self:
        """Keep the counts of these organisations, in the one order in which they are locked."""
        found = self.filter(directive_id=directive_id, organisation_id__in=list(organisations))
        return found.order_by("organisation_id")

    def narrowed(self, wanted: Mapping[str, Any]) -> Self:
        """Keep what belongs to these: a directive, an area, a province, an organisation, a kind of it.

        As `AssignmentQuerySet.narrowed`; what else is wanted asks for rows.
        """
        found = self
        if "area" in wanted:
            found = found.filter(_held_in(AreaMember.objects.filter(area=wanted["area"])))
        if "province" in wanted:
            as_given = "as_given" in wanted
            units = units_of_province(wanted["province"], as_given=as_given)
            found = found.filter(unit__in=units)
        if "outside" in wanted:
            areas = Area.objects.on(wanted["outside"])
            found = found.exclude(_held_in(AreaMember.objects.filter(area__in=areas)))
        if "holder" in wanted:
            holder = wanted["holder"]
            found = found.filter(Q(organisation_id=holder) | Q(organisation__heir_id=holder))
        if "words" in wanted:
            found = found.filter(found_in(wanted["words"], *_KEYS))
        asked = {field: wanted[name] for name, field in _FIELDS.items() if name in wanted}
        return found.filter(**asked)

    def summed(self) -> models.QuerySet[Any, Any]:
        """Find a `Kept` for each organisation that was ever given work, under itself."""
        itself = F("organisation_id")
        each = self.order_by("organisation_id").values_list("organisation_id", itself)
        return each.annotate(**_SUMS)

    def in_review_by_directive(self) -> models.QuerySet[Any, Any]:
        """Find of each directive how much of its work waits for review."""
        return self.order_by().values_list("directive_id").annotate(waiting=Sum("in_review"))

    def kept(self, *, as_given: bool) -> models.QuerySet[Any, Any]:
        """Find a `Kept` for each organisation, by the Vietnamese order of the holders' units."""
        holder, unit = "holder_id", "holder__unit__"
        if as_given:
            holder, unit = "organisation_id", "unit__"
        place = (f"{unit}sort_key", f"{unit}code", holder, "organisation_id")
        found = self.filter(given__gt=0).order_by(*place)
        return found.values_list("organisation_id", F(holder)).annotate(**_SUMS)

    def answers(self, *, as_given: bool, by: By = By.PROVINCE) -> models.QuerySet[Any, Any]:
        """Find of each holder, under the province row over it, the directive or its kind, how much it
        was given and how much of that it has not answered."""
        over = Coalesce(*PROVINCE_PATHS) if as_given else F("province_id")
        places: dict[By, Any] = {
            By.PROVINCE: over, By.DIRECTIVE: F("directive_id"), By.ACTOR: F("organisation__kind"),
        }  # fmt: skip
        under = F("organisation_id" if as_given else "holder_id")
        found = self.filter(given__gt=0).order_by().annotate(place=places[by], counted=under)
        each = found.values("place", "counted")
        return each.annotate(all_given=Sum("given"), all_unanswered=Sum("unanswered"))

    def given_to_kinds(self) -> models.QuerySet[Any, Any]:
        """Find how much was given to each kind of organisation."""
        found = self.filter(given__gt=0).order_by()
        return found.values_list("organisation__kind").annotate(all_given=Sum("given"))

    def directives(self) -> DirectiveQuerySet:
        """The directives of which work was given, newest first, to be named only."""
        given = self.filter(given__gt=0)
        found = Directive.objects.filter(pk__in=given.values("directive_id"))
        return found.only("kind", "number").order_by("-issued_on", "-pk")


def units_and_silent(inside: str, values: Sequence[Any]) -> list[tuple[Any, int, int]]:
    """Return how many units `answers` found in each place, and how many of them have answered nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, COUNT(*), SUM(CASE WHEN all_unanswered = all_given THEN 1 ELSE 0 END) "  # noqa: S608  # names of this file
            f"FROM ({inside}) AS units GROUP BY place",
            values,
        )
        return [(place, int(units), int(silent)) for place, units, silent in cursor.fetchall()]


_KEYS = ("organisation__search_key", "directive__search_key")
_FIELDS = {
    "directive": "directive_id",
    "directives": "directive_id__in",
    "own": "organisation_id",
    "kind": "organisation__kind",
}


def patterns_of(text: str) -> tuple[str, ...]:
    """Return what a key is like in which a word of `text` stands, for each word."""
    return tuple(f"%{word}%" for word in search_key(text).split())


def found_in(patterns: Iterable[str], *keys: str) -> Q:
    """Return "one of these keys is like each of the patterns"."""
    found = Q()
    for pattern in patterns:
        found &= reduce(Q.__or__, (Q(**{f"{key}__like": pattern}) for key in keys))
    return found


def units_of_province(province_id: int, *, as_given: bool) -> models.QuerySet[Any, Any]:
    """Find the units that a province reads, its old ones included; `as_given`, those that lay in it."""
    if as_given:
        return AdministrativeUnit.objects.at_or_below([province_id]).values("pk")
    return UnitReach.objects.filter(holder_unit=province_id).values("unit_id")


def _held_in(members: models.QuerySet[AreaMember]) -> Q:
    """Return "of these communes, or of what they stand for"."""
    units = members.values("unit_id")
    return Q(unit_id__in=units) | Q(organisation__heir__unit_id__in=units)
