"""The statistic as the database counts it: the rules are those of `rules.statistic` and
`rules.rollups`, and tests hold the two together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from operator import add
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, Count, F, Min, Q, Value, When
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear, Trunc

from directives.assignments.querysets.counts import Kept
from directives.assignments.rules import (
    OUTSIDE,
    WORST_FIRST,
    By,
    Group,
    RolledUp,
    Share,
    State,
    Step,
    Tally,
    roll_up,
    rounded,
)
from portal.units.models import Area, Organisation
from portal.units.querysets import PROVINCE_PATHS

if TYPE_CHECKING:
    from directives.assignments.models import Assignment  # noqa: F401

_HOLDER: str = "holder"  # annotated by `held`
_SPANS = {By.MONTH: "month", By.QUARTER: "quarter", By.YEAR: "year"}
_KEYS = {
    By.UNIT: _HOLDER,
    By.DUTY: "duty_id",
    By.DIRECTIVE: "duty__directive_id",
    By.ACTOR: "organisation__kind",
}
_NINTH = Decimal("1e-9")  # what two databases agree on of an average


IN_REVIEW = (Step.SUBMITTED, Step.HANDED_BACK)
OPEN = ~Q(step__in=[Step.ACCEPTED, Step.WITHDRAWN])  # as the index of open work has it


def is_in(state: State, on: date, due: str = "due_on") -> Q:
    """The same rule as `rules.state_of`, as a condition on rows; a test holds them together.

    Withdrawn work is in no state: no figure counts it. `due` may be "original_due_on".
    """
    match state:
        case State.ON_TIME | State.LATE:
            return _done_in(state, due)
        case State.OVERDUE:
            return OPEN & Q(**{f"{due}__lt": on})
        case State.OPEN:
            return OPEN & (Q(**{f"{due}__isnull": True}) | Q(**{f"{due}__gte": on}))


def _done_in(state: State, due: str = "due_on") -> Q:
    """Return "done on time", or "late": no later day changes it."""
    done, day = Q(step=Step.ACCEPTED), Q(submitted_on__lte=F(due))
    if state is State.LATE:
        return done & Q(submitted_on__gt=F(due))
    return done & (Q(**{f"{due}__isnull": True}) | day)


class RollUpQuerySet(models.QuerySet["Assignment"]):
    """What counts work and what it is counted by."""

    def in_state(self, state: State, on: date) -> Self:
        return self.filter(is_in(state, on))

    def in_states(self, states: Iterable[State], on: date, *, original: bool = False) -> Self:
        """Keep work in any of the states; `original` reads the days before any extension."""
        found = Q(pk__in=[])
        for state in states:
            found |= is_in(state, on, "original_due_on" if original else "due_on")
        return self.filter(found)

    def with_state(self, on: date) -> Self:
        """Annotate `state` as it is on the day, empty for withdrawn work."""
        cases = [When(is_in(state, on), then=Value(state.value)) for state in State]
        return self.annotate(state=Case(*cases, default=Value(""), output_field=models.CharField()))

    def tally(self, on: date) -> Tally:
        """Count the four states in one query."""
        return Tally(**self.aggregate(**states(on)))

    def ranked(self, on: date) -> models.QuerySet[Any, Any]:
        """Find how bad the worst work of an organisation and a duty is, by its place in `WORST_FIRST`."""
        rank = Min(
            Case(*(When(is_in(one, on), then=Value(n)) for n, one in enumerate(WORST_FIRST)))
        )
        return self.order_by().values_list("organisation_id", "duty_id").annotate(rank=rank)

    def held(self, *, as_given: bool = False) -> Self:
        """Annotate `holder`: the organisation under which work is counted.

        It is the one that stands for the one that was given the work; `as_given`, that one itself.
        """
        if as_given:
            return self.annotate(holder=F("organisation_id"))
        return self.annotate(holder=Coalesce("organisation__heir_id", "organisation_id"))

    def shares(self, on: date) -> dict[int, Share]:
        """Count the share of each unit, by the id of its organisation, in one query; needs `held`."""
        return shares_of(self.counted(on))

    def counted(self, on: date) -> models.QuerySet[Any, Any]:
        """Find what `shares_of` reads: a unit, and what is counted of it."""
        return self.order_by().values_list(_HOLDER).annotate(**_counts(on))

    def rolled_up(self, by: By, on: date) -> dict[Any, RolledUp]:
        """Count each group with its shares, in one query; needs `held`.

        Keys are ids, the kind of an organisation, or the first day of a span.
        """
        if by is By.AREA:
            return self._by_area(on)
        try:
            inside = self.share_by_share(by, on).query.sql_with_params()
        except EmptyResultSet:  # none of no units
            return {}
        return grouped(by, *inside)

    def share_by_share(self, by: By, on: date) -> models.QuerySet[Any, Any]:
        """Count per `key` and share what `grouped` counts per `key`: a group of groups, not in the ORM."""
        key: Any = F(_KEYS[by]) if by in _KEYS else _start_of(_SPANS[by])
        share = F("duty_id" if by is By.UNIT else _HOLDER)
        return (
            self.order_by()
            .annotate(key=key, share=share)
            .values("key", "share")
            .annotate(**_counts(on))
        )

    def answers(self, by: By) -> models.QuerySet[Any, Any]:
        """As `WorkCountQuerySet.answers`, from the rows: of days the counts know nothing; needs `held`."""
        found = self.order_by().annotate(place=F(_KEYS[by]), counted=F(_HOLDER))
        each = found.values("place", "counted")
        unanswered = Count("id", filter=Q(step=Step.GIVEN))
        return each.annotate(all_given=Count("id"), all_unanswered=unanswered)

    def by_province_and_duty(
        self, on: date, *, by_month: bool = False
    ) -> models.QuerySet[Any, Any]:
        """Count the work of each province row and duty, and of each `month_of`, as `_NAMES` has it."""
        over = Coalesce(*(f"organisation__{path}" for path in PROVINCE_PATHS))
        found = self.order_by().annotate(province=over)
        keys = ["province", "duty_id"]
        if by_month:
            found = found.annotate(month=month_of(_for_day()))
            keys.append("month")
        return found.values_list(*keys).annotate(**_counts(on))

    def by_province_and_days(self) -> models.QuerySet[Any, Any]:
        """Count what `ProvinceCount` keeps: of each province row, duty, last day, first one, and the
        day for which it counts."""
        over = Coalesce(*(f"organisation__{path}" for path in PROVINCE_PATHS))
        days = {name: Coalesce(name, Value(date.max)) for name in ("due_on", "original_due_on")}
        found = self.order_by().annotate(
            province=over, due=days["due_on"], first=days["original_due_on"], day=_for_day()
        )
        return found.values_list("province", "duty_id", "due", "first", "day").annotate(
            still_open=Count("id", filter=OPEN),
            on_time=Count("id", filter=_done_in(State.ON_TIME)),
            late=Count("id", filter=_done_in(State.LATE)),
            first_on_time=Count("id", filter=_done_in(State.ON_TIME, "original_due_on")),
            unanswered=Count("id", filter=Q(step=Step.GIVEN)),
        )

    def _by_area(self, on: date) -> dict[int, RolledUp]:
        """Count by the areas that stand on the day, and `OUTSIDE` for units that lie in none.

        A unit may lie in two areas: what the units have is added up here, not joined twice there.
        """
        shares = self.shares(on)
        unit_of = Organisation.objects.counted_in(shares)
        areas_of = Area.objects.on(on).of_units(unit_of.values())
        groups: dict[int, list[Share]] = defaultdict(list)
        for holder, share in shares.items():
            for area_id in areas_of.get(unit_of[holder], [OUTSIDE]):
                groups[area_id].append(share)
        return {area_id: roll_up(found) for area_id, found in groups.items()}

    def counts_of(self, directive_id: int, ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Count what is kept of a directive's work for these organisations, as `KEPT` names it."""
        work = self.filter(duty__directive_id=directive_id, organisation_id__in=list(ids))
        given = work.exclude(step=Step.WITHDRAWN).order_by().values_list("organisation_id")
        found = given.annotate(
            given=Count("id"),
            on_time=Count("id", filter=_done_in(State.ON_TIME)),
            late=Count("id", filter=_done_in(State.LATE)),
            first_on_time=Count("id", filter=_done_in(State.ON_TIME, "original_due_on")),
            unanswered=Count("id", filter=Q(step=Step.GIVEN)),
            in_review=Count("id", filter=Q(step__in=IN_REVIEW)),
        )
        return {organisation: tuple(counts) for organisation, *counts in found}

    def overdue(self, on: date) -> models.QuerySet[Any, Any]:
        """Count, for each organisation, the open work whose day has passed: as it is, and as it was
        before any extension."""
        open_work = self.filter(OPEN, original_due_on__lt=on).order_by()
        counts = {"now": Count("id", filter=Q(due_on__lt=on)), "at_first": Count("id")}
        return open_work.values_list("organisation_id").annotate(**counts)


def grouped(by: By, inside: str, values: Sequence[Any]) -> dict[Any, RolledUp]:
    """Count per `key` what `share_by_share` counted."""
    sums = ", ".join(f"SUM({name})" for name in _NAMES)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, {sums}, COUNT(*), "  # noqa: S608  # names of this file, values bound
            f"SUM(CASE WHEN unanswered = {_TOTAL} THEN 1 ELSE 0 END), "
            f"AVG(CASE WHEN {_FALLEN_DUE} > 0 THEN ({_COMPLETED}) * 100.0 / ({_FALLEN_DUE}) END) "
            f"FROM ({inside}) AS shares GROUP BY key",
            values,
        )
        found = cursor.fetchall()
    return {
        _first_day(key) if by in _SPANS else key: _rolled_up(numbers) for key, *numbers in found
    }


def _rolled_up(numbers: Sequence[Any]) -> RolledUp:
    *sums, shares, silent = (int(number) for number in numbers[:-1])
    one, mean = share_of(sums), numbers[-1]
    average = None if mean is None else rounded(Decimal(str(mean)).quantize(_NINTH))
    return RolledUp(one.tally, one.original, one.unanswered, shares, silent, average)


def _for_day() -> Coalesce:
    """The day by which work belongs to a month, quarter or year."""
    return Coalesce("due_on", "assigned_on")


def _start_of(span: str) -> Trunc:
    """The first day of the month, quarter or year for which work counts."""
    return Trunc(_for_day(), span, output_field=models.DateField())


def month_of(day: Any) -> models.expressions.CombinedExpression:
    """A month as a number, which both databases give alike: twelve times its year, and those before it."""
    return ExtractYear(day) * 12 + ExtractMonth(day) - 1


def states(on: date) -> dict[str, Count]:
    """What counts the work in each state, by the names of a `Tally`."""
    return {state.value: Count("id", filter=is_in(state, on)) for state in State}


def _counts(on: date) -> dict[str, Count]:
    """What is counted of a share, in the order of `_NAMES`; what else there is follows from it."""
    first = "original_due_on"
    return states(on) | {
        "first_on_time": Count("id", filter=is_in(State.ON_TIME, on, first)),
        "first_overdue": Count("id", filter=is_in(State.OVERDUE, on, first)),
        "unanswered": Count("id", filter=Q(step=Step.GIVEN)),
    }


_NAMES = (*State.values, "first_on_time", "first_overdue", "unanswered")
_TOTAL = " + ".join(State.values)
_COMPLETED = " + ".join(state.value for state in Group.COMPLETED.states)
_FALLEN_DUE = " + ".join(state.value for state in Group.FALLEN_DUE.states)


def share_of(counts: Sequence[int]) -> Share:
    """Read what is counted, in the order of `_NAMES`.

    Whether work is completed does not hang on its day, only whether it is in time.
    """
    *states, first_on_time, first_overdue, unanswered = counts
    tally = Tally(*states)
    first_late = tally.completed - first_on_time
    first_open = tally.open + tally.overdue - first_overdue
    original = Tally(first_on_time, first_late, first_open, first_overdue)
    return Share(tally, original, unanswered)


def shares_of(rows: Iterable[tuple[Any, ...]]) -> dict[int, Share]:
    return {holder: share_of(counts) for holder, *counts in rows}


def shares_kept(kept: Iterable[Kept], overdue: Iterable[tuple[int, int, int]]) -> dict[int, Share]:
    """Return what each holder has, from what is kept and what is overdue by now."""
    late_now = {organisation: (now, at_first) for organisation, now, at_first in overdue}
    found: dict[int, list[int]] = {}
    for one in kept:
        now, at_first = late_now.get(one.organisation, (0, 0))
        open_work = one.given - one.on_time - one.late - now
        counts = (
            one.on_time,
            one.late,
            open_work,
            now,
            one.first_on_time,
            at_first,
            one.unanswered,
        )
        had = found.get(one.holder)
        found[one.holder] = [*map(add, had, counts)] if had else [*counts]
    return {holder: share_of(counts) for holder, counts in found.items()}


def tally_kept(kept: Iterable[Kept], overdue: Iterable[tuple[int, int, int]]) -> tuple[Tally, int]:
    """Return how much work is in each state, and how much waits for review, from what is kept."""
    sums = Kept(
        *(sum(column) for column in zip(Kept(*[0] * len(Kept._fields)), *kept, strict=True))
    )
    now = sum(late_now for _, late_now, _ in overdue)
    open_work = sums.given - sums.on_time - sums.late - now
    return Tally(sums.on_time, sums.late, open_work, now), sums.in_review


def _first_day(key: Any) -> date:
    """Out of the ORM, SQLite gives a day as text and PostgreSQL as midnight."""
    return date.fromisoformat(str(key)[:10])
