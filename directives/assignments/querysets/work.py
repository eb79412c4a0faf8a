"""Reads over assignments. Every method chains; none looks at the clock."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from directives.assignments.querysets.counts import found_in, patterns_of, units_of_province
from directives.assignments.querysets.rollups import IN_REVIEW, RollUpQuerySet
from directives.assignments.rules import OUTSIDE, Step, Tally, Turn
from directives.registry.kinds import Bound, TargetResult
from directives.registry.models import Directive, Duty
from directives.registry.querysets import DirectiveQuerySet, DutyQuerySet
from portal.access import Power, Scope
from portal.calendar.rules import Rolling
from portal.figures import Period
from portal.text import only_signs
from portal.units.models import AdministrativeUnit, Organisation
from portal.units.querysets import OrganisationQuerySet, of_reachable

if TYPE_CHECKING:
    from directives.assignments.models import Assignment, Extension, StandingOrder  # noqa: F401


LONGEST_BREAK = timedelta(days=60)  # no run of days off is longer
_KEYS = ("organisation__search_key", "duty__directive__search_key")
_WITH_COMMUNE = (Step.GIVEN, Step.ACKNOWLEDGED)


_QUANTITY = ("", "_unit", "_is_percent", "_of_units", "_bound")
_OWN_LINE = (
    *("period", "assigned_on", "named_due_on", "rolling", "rolling_basis", "due_on"),
    *("original_due_on", "step", "percent", "reached", "submitted_on", "version"),
    *("duty__text", "duty__clause", "duty__due_wording", "duty__directive__kind"),
    *("duty__directive__number", *(f"duty__quantity{part}" for part in _QUANTITY)),
)
_LINE = (
    *(*_OWN_LINE, "organisation__kind", "organisation__name"),
    *(f"organisation__unit__{name}" for name in ("name", "kind", "valid_to", "parent_id")),
    *("organisation__unit__parent__parent_id", "organisation__unit__parent__parent__parent_id"),
)
_PROVINCE = ("organisation__unit__parent__name", "organisation__unit__parent__parent__name")


def _reaches(result: TargetResult) -> Q:
    """The same rule as `Target.result`, as a condition on rows; a test holds them together."""
    at_most = Q(duty__quantity_bound=Bound.AT_MOST)
    asked = F("duty__quantity")
    match result:
        case TargetResult.UNREPORTED:
            return Q(reached__isnull=True)
        case TargetResult.MET:
            return at_most & Q(reached__lte=asked) | ~at_most & Q(reached__gte=asked)
        case TargetResult.UNMET:
            return at_most & Q(reached__gt=asked) | ~at_most & Q(reached__lt=asked)


class AssignmentQuerySet(RollUpQuerySet):
    def visible_to(self, scope: Scope) -> Self:
        """A commune reads its own organisation's work; those who watch read their reach; who reads
        the country, what the centre asks of all: a province's own directives are its own matter."""
        if scope.may(Power.COUNTRY_READ):
            return self.of_the_centre()
        if scope.may(Power.BOARD_READ):
            return self.filter(of_reachable(scope))
        return self.filter(organisation_id=scope.organisation_id)

    def of_the_centre(self) -> Self:
        """Keep the work of central directives."""
        return self.filter(duty__directive__province__isnull=True)

    def workable_by(self, scope: Scope) -> Self:
        """The organisation that was given the work does it."""
        return self.filter(organisation_id=scope.organisation_id)

    def reviewable_by(self, scope: Scope) -> Self:
        """Whoever watches the unit reviews its work."""
        return self.filter(of_reachable(scope))

    def given(self, duty_id: int, period: str) -> "models.QuerySet[Assignment, int]":
        """The ids of the organisations that have the duty for the period."""
        had = self.standing().filter(duty_id=duty_id, period=period)
        return had.values_list("organisation_id", flat=True)

    def with_target(self) -> Self:
        """Keep the work whose duty asks each unit for something by number."""
        each = self.standing().filter(duty__quantity_of_units=False)
        return each.filter(duty__quantity__isnull=False)

    def at_target(self, result: TargetResult) -> Self:
        """Keep the work whose target is met, unmet or not reported on."""
        return self.with_target().filter(_reaches(result))

    def target_tally(self) -> dict[TargetResult, int]:
        """Count the work with a target by its result, in one query."""
        counts = {one.value: Count("id", filter=_reaches(one)) for one in TargetResult}
        counted = self.with_target().aggregate(**counts)
        return {one: counted[one.value] or 0 for one in TargetResult}

    def duties(self) -> DutyQuerySet:
        """The duties that this work carries out, also when their directive is out of sight."""
        return Duty.objects.filter(pk__in=self.order_by().values("duty_id"))

    def directives(self) -> DirectiveQuerySet:
        """The directives that this work carries out, newest first, to be named only."""
        found = Directive.objects.filter(pk__in=self.duties().values("directive_id"))
        return found.only("kind", "number").order_by("-issued_on", "-pk")

    def at_step(self, step: str) -> Self:
        """Keep the work at one step, or at those of one `Turn`."""
        match step:
            case Turn.COMMUNE:
                return self.with_commune()
            case Turn.REVIEWER:
                return self.waiting_for_review()
            case Turn.MORE_TIME:
                return self.asking_for_more_time()
        return self.filter(step=step)

    def unacknowledged(self) -> Self:
        """Work that the commune has not answered yet."""
        return self.filter(step=Step.GIVEN)

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.exclude(step=Step.WITHDRAWN)

    def unfinished(self) -> Self:
        return self.exclude(step__in=[Step.ACCEPTED, Step.WITHDRAWN])

    def withdrawable_by(self, scope: Scope) -> Self:
        """Who gave the work takes it back: the people of that organisation."""
        return self.filter(assigned_by_organisation_id=scope.organisation_id)

    def given_by(self, user_id: int, *, at: int) -> Self:
        """Unfinished work that a person of an organisation gave."""
        return self.unfinished().filter(assigned_by_id=user_id, assigned_by_organisation_id=at)

    def worked_on_by(self, user_id: int, *, at: int) -> Self:
        """Unfinished work of an organisation that a person acknowledged or reported on."""
        from directives.assignments.models import ProgressEntry

        mine = ProgressEntry.objects.filter(assignment=OuterRef("pk"), by_user_id=user_id)
        return self.unfinished().filter(Exists(mine), organisation_id=at)

    def with_commune(self) -> Self:
        """Work that waits for the commune."""
        return self.filter(step__in=_WITH_COMMUNE)

    def waiting_for_review(self) -> Self:
        return self.filter(step__in=IN_REVIEW)

    def asking_for_more_time(self) -> Self:
        from directives.assignments.models import Extension

        return self.filter(Exists(Extension.objects.waiting().filter(assignment=OuterRef("pk"))))

    def by_state_and_step(self, on: date) -> models.QuerySet[Any, Any]:
        """Find what `tally_and_waiting_of` reads: a state, a step, and how many are in both."""
        found = self.standing().with_state(on).order_by()
        return found.values_list("state", "step").annotate(number=Count("id"))

    def number_by_unit(self) -> models.QuerySet[Any, Any]:
        """Count the work of each organisation."""
        return self.order_by().values_list("organisation_id").annotate(number=Count("id"))

    def rolling_near(self, day: date) -> Self:
        """Work that rolls off days off, so near to a day that the day may decide where to."""
        near = (day - LONGEST_BREAK, day + LONGEST_BREAK)
        rolling = self.exclude(rolling=Rolling.NONE).filter(due_on=F("original_due_on"))
        return rolling.filter(named_due_on__range=near)

    def due_by(self, day: date) -> Self:
        return self.filter(due_on__lte=day)

    def due_within(self, period: Period) -> Self:
        """Work whose day falls in the period, or that was given in it and has no day."""
        return self.filter(_within(period))

    def between(self, first: date | None, last: date | None) -> Self:
        """`due_within` a period that may be open at either end; open at both keeps all."""
        if first is None and last is None:
            return self
        return self.due_within(Period(first or date.min, last or date.max))

    def about(
        self,
        *,
        duty_id: int | None = None,
        directive_id: int | None = None,
        organisation_id: int | None = None,
        holder_id: int | None = None,
        kind: str | None = None,
    ) -> Self:
        """Keep the work of one duty, directive, organisation or kind of it; None keeps all.

        `holder_id` keeps also the work of those for which the organisation stands.
        """
        wanted = {
            "duty_id": duty_id,
            "duty_id__in": None if directive_id is None else _duties_of([directive_id]),
            "organisation_id": organisation_id,
            "organisation__kind": kind,
        }
        found = self.filter(**{name: value for name, value in wanted.items() if value is not None})
        if holder_id is None:
            return found
        return found.filter(Q(organisation_id=holder_id) | Q(organisation__heir_id=holder_id))

    def narrowed(self, wanted: Mapping[str, Any]) -> Self:
        """Keep the work of these duties, or of days: what counts that are kept do not tell apart."""
        found = self.between(wanted.get("first"), wanted.get("last"))
        if "of_the_centre" in wanted:
            found = found.of_the_centre()
        if "words" in wanted:
            found = found.filter(found_in(wanted["words"], *_KEYS))
        if "duties" in wanted:
            found = found.of_duties(wanted["duties"])
        if "kind" in wanted:
            found = found.about(kind=wanted["kind"])
        return found.of_duty(wanted["duty"]) if "duty" in wanted else found

    def in_area(self, area_id: int, on: date) -> Self:
        """Keep the work of the communes of an area, and of those for which they stand.

        `OUTSIDE` is the work of units that lie in no area on the day.
        """
        if area_id == OUTSIDE:
            return self.exclude(_held_by(Organisation.objects.in_areas(on)))
        return self.filter(_held_by(Organisation.objects.in_area(area_id)))

    def in_province(self, province_id: int, *, as_given: bool) -> Self:
        """Keep the work of the units of a province: see `units_of_province`."""
        units = units_of_province(province_id, as_given=as_given)
        return self.filter(organisation__unit__in=units)

    def of_provinces(self, provinces: Iterable[int]) -> Self:
        """Keep the work of the units that lay in these province rows, found among those given work."""
        from directives.assignments.models import WorkCount

        units = AdministrativeUnit.objects.at_or_below(provinces)
        counts = WorkCount.objects.filter(unit__in=units.values("pk"))
        return self.filter(organisation_id__in=counts.values("organisation_id"))

    def of_duties(self, ids: Iterable[int]) -> Self:
        return self.filter(duty_id__in=ids)

    def of_directives(self, ids: Iterable[int]) -> Self:
        return self.of_duties(_duties_of(ids))

    def of_duty(self, duty_id: int) -> Self:
        return self.filter(duty_id=duty_id)

    def of_organisations(self, organisation_ids: Any) -> Self:
        return self.filter(organisation_id__in=organisation_ids)

    def search(self, text: str) -> Self:
        """Find by words of the unit's or of the directive's name, with or without marks."""
        return self.none() if only_signs(text) else self.narrowed({"words": patterns_of(text)})

    def soonest_first(self) -> Self:
        """Sort by due date, work without one last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "id")

    def with_list_order(self) -> Self:
        """Annotate what lists sort by: `whose`, what must be done first and what is over last, and
        `due_order`, the due date with a day far away for work without one."""
        whose, due_order = list_order()
        return self.annotate(whose=whose, due_order=due_order)

    def for_list(self) -> Self:
        """Fetch the directive, and the unit with its province, by whose calendar the work is due."""
        return self.select_related("duty__directive", "organisation__unit__parent__parent")

    def as_lines(self, *, in_provinces: bool = False) -> Self:
        """`for_list`, with only what a line of the list shows and its "vì sao?" needs."""
        return self.for_list().only(*_LINE, *(_PROVINCE if in_provinces else ()))

    def as_own_lines(self) -> Self:
        """`as_lines` of one organisation, which is at hand: PostgreSQL plans four tables less."""
        return self.select_related("duty__directive").only("organisation", *_OWN_LINE)


def list_order() -> tuple[Case, Coalesce]:
    """What lists sort by, before the id; an index has it."""
    whose = Case(
        When(step__in=_WITH_COMMUNE, then=0),
        When(step__in=IN_REVIEW, then=1),
        When(step=Step.ACCEPTED, then=2),
        default=3,
    )
    return whose, Coalesce("due_on", Value(date.max))


def tally_and_waiting_of(rows: Iterable[tuple[str, str, int]]) -> tuple[Tally, int]:
    """Return how much work is in each state, and how much of all waits for review."""
    counted, waiting = Counter[str](), 0
    for state, step, number in rows:
        counted[state] += number
        waiting += number if step in IN_REVIEW else 0
    return Tally(**counted), waiting


def _within(period: Period) -> Q:
    days = (period.starts_on, period.ends_on)
    return Q(due_on__range=days) | Q(due_on__isnull=True, assigned_on__range=days)


def _duties_of(directive_ids: Iterable[int]) -> list[int]:
    """Return the ids themselves: joined, PostgreSQL takes a directive to all for one to a few, and
    looks up the scope of each row (313 ms for 66,420 rows, 20 with the ids)."""
    duties = Duty.objects.filter(directive_id__in=list(directive_ids))
    return list(duties.values_list("pk", flat=True))


def _held_by(organisations: OrganisationQuerySet) -> Q:
    """Return "work of these organisations, or of those for which they stand"."""
    found = organisations.values("pk")
    return Q(organisation_id__in=found) | Q(organisation__heir_id__in=found)


class StandingOrderQuerySet(models.QuerySet["StandingOrder"]):
    def running(self) -> Self:
        return self.filter(ended_on__isnull=True)

    def of_duties(self, ids: Iterable[int]) -> Self:
        return self.filter(duty_id__in=ids)

    def of_directives(self, ids: Iterable[int]) -> Self:
        return self.of_duties(_duties_of(ids))

    def of_duty(self, duty_id: int) -> Self:
        return self.filter(duty_id=duty_id)

    def of_organisations(self, organisation_ids: Iterable[int]) -> Self:
        return self.filter(organisation_id__in=organisation_ids)

    def visible_to(self, scope: Scope) -> Self:
        """An office sees, and stops, what it repeats itself."""
        return self.filter(given_by_id=scope.organisation_id)

    def with_duty(self) -> Self:
        return self.select_related("duty__directive")

    def duties(self) -> DutyQuerySet:
        """The duties that are given anew, as long as their directive stands."""
        repeated = Duty.objects.filter(pk__in=self.order_by().values("duty_id"))
        return repeated.assignable().select_related("directive")


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def of(self, work: "Assignment") -> Self:
        """The requests for one assignment, the newest first."""
        return self.filter(assignment=work)

    def waiting(self) -> Self:
        return self.filter(decided_on__isnull=True)

    def with_work(self) -> Self:
        """Fetch what a line about each request shows."""
        return self.select_related("assignment__duty", "assignment__organisation__unit")

    def decidable_by(self, scope: Scope) -> Self:
        """Whoever watches the unit decides."""
        return self.filter(of_reachable(scope, "assignment__organisation"))
