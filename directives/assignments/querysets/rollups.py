"""The statistic as the database counts it: the rules are those of `rules.statistic` and
`rules.rollups`, and tests hold the two together."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Coalesce, Trunc

from directives.assignments.rules import (
    OUTSIDE,
    By,
    Group,
    RolledUp,
    Share,
    Standing,
    State,
    Step,
    Tally,
    roll_up,
    rounded,
)
from portal.units.models import Area, Organisation

if TYPE_CHECKING:
    from directives.assignments.models import Assignment

_HOLDER: str = "holder"  # annotated by `held`
_SPANS = {By.MONTH: "month", By.QUARTER: "quarter", By.YEAR: "year"}
_KEYS = {
    By.UNIT: _HOLDER,
    By.DUTY: "duty_id",
    By.DIRECTIVE: "duty__directive_id",
    By.ACTOR: "organisation__kind",
}
_NINTH = Decimal("1e-9")  # what two databases agree on of an average


def is_in(state: State, on: date, due: str = "due_on") -> Q:
    """The same rule as `rules.state_of`, as a condition on rows; a test holds them together.

    Withdrawn work is in no state: no figure counts it. `due` may be "original_due_on".
    """
    done, given = Q(step=Step.ACCEPTED), ~Q(step__in=[Step.ACCEPTED, Step.WITHDRAWN])
    undated = Q(**{f"{due}__isnull": True})
    match state:
        case State.ON_TIME:
            return done & (undated | Q(submitted_on__lte=F(due)))
        case State.LATE:
            return done & Q(submitted_on__gt=F(due))
        case State.OVERDUE:
            return given & Q(**{f"{due}__lt": on})
        case State.OPEN:
            return given & (undated | Q(**{f"{due}__gte": on}))


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
        counted = self.aggregate(**_states(on))
        return Tally(**{name: counted[name] or 0 for name in counted})

    def tallies(self, *keys: str, on: date) -> Iterable[dict[str, Any]]:
        """Count the four states per group of `keys`, in one query."""
        rows: Iterable[dict[str, Any]] = self.order_by().values(*keys).annotate(**_states(on))
        return rows

    def held(self, *, as_given: bool = False) -> Self:
        """Annotate `holder`: the organisation under which work is counted.

        It is the one that stands for the one that was given the work; `as_given`, that one itself.
        """
        if as_given:
            return self.annotate(holder=F("organisation_id"))
        return self.annotate(holder=Coalesce("organisation__heir_id", "organisation_id"))

    def shares(self, key: str, on: date) -> dict[int, Share]:
        """Count the share of each value of a column, in one query."""
        rows = self.order_by().values(key).annotate(**_counts(on))
        return {row[key]: _share(row) for row in rows}

    def rolled_up(self, by: By, on: date) -> dict[Any, RolledUp]:
        """Count each group with its shares, in one query; needs `held`.

        Keys are ids, the kind of an organisation, or the first day of a span.
        """
        if by is By.AREA:
            return self._by_area(on)
        if by in _SPANS:
            day = Coalesce("due_on", "assigned_on")
            keyed = self.annotate(key=Trunc(day, _SPANS[by], output_field=models.DateField()))
        else:
            keyed = self.annotate(key=F(_KEYS[by]))
        found = keyed._groups("duty_id" if by is By.UNIT else _HOLDER, on)
        return {_first_day(key): row for key, row in found} if by in _SPANS else dict(found)

    def altogether(self, on: date) -> RolledUp:
        """Count all of it as one group, the shares being those of the units; needs `held`."""
        found = self.annotate(key=Value(0))._groups(_HOLDER, on)
        return next((row for _, row in found), RolledUp())

    def _by_area(self, on: date) -> dict[int, RolledUp]:
        """Count by the areas that stand on the day, and `OUTSIDE` for units that lie in none.

        A unit may lie in two areas: what the units have is added up here, not joined twice there.
        """
        shares = self.shares(_HOLDER, on)
        unit_of = Organisation.objects.counted_in(shares)
        areas_of = Area.objects.on(on).of_units(unit_of.values())
        groups: dict[int, list[Share]] = defaultdict(list)
        for holder, share in shares.items():
            for area_id in areas_of.get(unit_of[holder], [OUTSIDE]):
                groups[area_id].append(share)
        return {area_id: roll_up(found) for area_id, found in groups.items()}

    def standings(self, on: date) -> list[Standing]:
        """Return how far each unit has come, by name; needs `held`."""
        states = _states(on)
        completed = states[State.ON_TIME] + states[State.LATE]
        due = completed + states[State.OVERDUE]
        rows = self.order_by().values(_HOLDER).annotate(completed=completed, due=due)
        found = {row[_HOLDER]: Standing(row[_HOLDER], row["completed"], row["due"]) for row in rows}
        return [found[pk] for pk in Organisation.objects.by_name(found)]

    def of_holders(self, ids: Iterable[int]) -> Self:
        return self.filter(**{f"{_HOLDER}__in": ids})

    def silent_holders(self) -> "models.QuerySet[Assignment, int]":
        """The ids of the organisations that have answered none of their work; needs `held`."""
        unanswered = Count("id", filter=Q(step=Step.GIVEN))
        holders = self.order_by().values_list(_HOLDER, flat=True)
        return holders.alias(given=Count("id"), unanswered=unanswered).filter(given=F("unanswered"))

    def holders(self) -> "models.QuerySet[Assignment, int]":
        """The ids of the organisations under which any of it is counted; needs `held`."""
        return self.order_by().values_list(_HOLDER, flat=True).distinct()

    def _groups(self, share: str, on: date) -> Iterable[tuple[Any, RolledUp]]:
        """Count per `key` what is counted per `key` and share: a group of groups, not in the ORM."""
        counted = self.order_by().annotate(share=F(share)).values("key", "share")
        try:
            inside, values = counted.annotate(**_counts(on)).query.sql_with_params()
        except EmptyResultSet:  # none of no units
            return
        sums = ", ".join(f"SUM({name})" for name in _NAMES)
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                f"SELECT key, {sums}, COUNT(*), "  # noqa: S608  # names of this file, values bound
                f"SUM(CASE WHEN unanswered = {_TOTAL} THEN 1 ELSE 0 END), "
                f"AVG(CASE WHEN {_FALLEN_DUE} > 0 THEN ({_COMPLETED}) * 100.0 / ({_FALLEN_DUE}) END) "
                f"FROM ({inside}) AS shares GROUP BY key",
                values,
            )
            for key, *numbers, mean in cursor.fetchall():
                *counts, shares, silent = (int(number) for number in numbers)
                one = _share(dict(zip(_NAMES, counts, strict=True)))
                average = None if mean is None else rounded(Decimal(str(mean)).quantize(_NINTH))
                yield (
                    key,
                    RolledUp(one.tally, one.original, one.unanswered, shares, silent, average),
                )


def _states(on: date) -> dict[str, Count]:
    return {state.value: Count("id", filter=is_in(state, on)) for state in State}


def _counts(on: date) -> dict[str, Count]:
    """What is counted of a share, by the names of `_NAMES`."""
    original = {
        f"original_{state.value}": Count("id", filter=is_in(state, on, "original_due_on"))
        for state in State
    }
    return _states(on) | original | {"unanswered": Count("id", filter=Q(step=Step.GIVEN))}


_NAMES = (*State.values, *(f"original_{value}" for value in State.values), "unanswered")
_TOTAL = " + ".join(State.values)
_COMPLETED = " + ".join(state.value for state in Group.COMPLETED.states)
_FALLEN_DUE = " + ".join(state.value for state in Group.FALLEN_DUE.states)


def _share(row: dict[str, Any]) -> Share:
    return Share(
        Tally(*(row[value] for value in State.values)),
        Tally(*(row[f"original_{value}"] for value in State.values)),
        row["unanswered"],
    )


def _first_day(key: Any) -> date:
    """SQLite gives the day of a query that is not the ORM's as text."""
    return key if isinstance(key, date) else date.fromisoformat(str(key)[:10])
