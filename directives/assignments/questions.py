"""What the list and the boards ask when nothing is filtered, and of what they show: put into SQL once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, cast

from django.db.models import QuerySet

from directives.assignments.models import (
    Assignment,
    Extension,
    ProgressEntry,
    ProvinceCount,
    ProvinceMark,
    WorkCount,
)
from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.querysets.counts import Kept, found_in, patterns_of
from directives.assignments.rules import By
from directives.registry.models import Directive, Duty
from portal.access import Power, Scope
from portal.lists import USUAL, narrow
from portal.prepared import Value, prepared, prepared_count, prepared_one
from portal.text import only_signs
from portal.units.models import AdministrativeUnit, Area, Organisation, UnitReach

LIST_ORDER = ("whose", "due_order", "id")
NOTHING: Mapping[str, Value] = {}
Words = tuple[str, tuple[Any, ...]]  # SQL, and what is put into it


class Narrowed:
    """A question that bars narrow: put into SQL once for each set of what is wanted."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._asked: dict[tuple[str, ...], prepared[Any]] = {}

    def numbers(
        self, *values: Value, wanted: Mapping[str, Value] = NOTHING
    ) -> list[tuple[Any, ...]]:
        """As `prepared.numbers`."""
        return self._of(wanted).numbers(*values, *wanted.values())

    def __call__(self, *values: Value, wanted: Mapping[str, Value] = NOTHING) -> list[Any]:
        """As `prepared`."""
        return self._of(wanted)(*values, *wanted.values())

    def in_words(self, *values: Value, wanted: Mapping[str, Value]) -> Words | None:
        """As `prepared.in_words`."""
        return self._of(wanted).in_words(*values, *wanted.values())

    def _of(self, wanted: Mapping[str, Value]) -> prepared[Any]:
        names = tuple(wanted)
        if names not in self._asked:

            def build(*values: Value) -> QuerySet[Any, Any]:
                first = len(values) - len(names)
                return self._build(*values[:first], dict(zip(names, values[first:], strict=True)))

            self._asked[names] = prepared(build)
        return self._asked[names]


def of_organisations(ids: Iterable[int]) -> AssignmentQuerySet:
    """The work of these organisations, which were found through the scope."""
    return Assignment.objects.of_organisations(ids)


def work_of(ids: Iterable[int], wanted: Mapping[str, Value]) -> AssignmentQuerySet:
    """The same, as far as it counts and is wanted."""
    return of_organisations(ids).standing().narrowed(wanted)


def held(ids: Iterable[int], wanted: Mapping[str, Value]) -> AssignmentQuerySet:
    """The same, with the organisation under which it is counted."""
    return work_of(ids, wanted).held(as_given="as_given" in wanted)


_duties: prepared[Any] = prepared(
    lambda ids: Duty.objects.filter(directive__in=ids).order_by("pk").values_list("pk", flat=True)
)


def duties_of(*directives: int) -> tuple[int, ...]:
    return tuple(_duties(directives))


def read_by(scope: Scope) -> dict[str, Value]:
    """What a person reads of the organisations' work: who reads the country, what the centre asks."""
    return {"of_the_centre": True} if scope.may(Power.COUNTRY_READ) else {}


def wanted_duties(wanted_units: Mapping[str, Value]) -> dict[str, Value]:
    """The duties of the directive that alone is wanted: rows know their duty, counts the directive."""
    directive = wanted_units.get("directive")
    return {} if directive is None else {"duties": duties_of(cast("int", directive))}


overdue = Narrowed(lambda ids, on, wanted: work_of(ids, wanted).overdue(on))

# --- the list and the page of one assignment ---

summed = Narrowed(
    lambda scope, wanted: WorkCount.objects.visible_to(scope).narrowed(wanted).summed()
)


def at_work(scope: Scope, wanted: Mapping[str, Value] = NOTHING, words: str = "") -> list[Kept]:
    """Whose work a person sees, with what is kept of it."""
    if only_signs(words):
        return []
    return [Kept(*one) for one in summed.numbers(scope, wanted={**wanted, **looked_for(words)})]


def looked_for(words: str) -> dict[str, Value]:
    """What a search wants."""
    return {"words": patterns_of(words)} if words else {}


_named: prepared[Any] = prepared(
    lambda scope, words: (
        WorkCount.objects.visible_to(scope).directives().filter(found_in(words, "search_key"))
    )
)
_found_besides = prepared_count(
    lambda scope, ids, words: (
        WorkCount.objects.visible_to(scope).exclude(directive__in=ids).narrowed({"words": words})
    )
)


def named_by(scope: Scope, words: str) -> tuple[int, ...]:
    """Return the directives whose own names hold the words, if these find no other work: then it is
    found by its directive, and nobody's name is looked at again. Else none."""
    patterns = patterns_of(words)
    named = tuple(one.pk for one in _named(scope, patterns)) if patterns else ()
    return () if named and _found_besides(scope, named, patterns) else named


def _first(
    work: AssignmentQuerySet, on: date, *, in_provinces: bool = False
) -> QuerySet[Assignment]:
    shown = work.with_state(on).as_lines(in_provinces=in_provinces).with_list_order()
    return narrow(shown.order_by(*LIST_ORDER), USUAL + 1)


first_work = Narrowed(
    lambda ids, on, wanted: _first(
        of_organisations(ids).narrowed(wanted), on, in_provinces="of_the_centre" in wanted
    )
)
first_of_duties = prepared(
    lambda duties, on: _first(Assignment.objects.of_duties(duties), on, in_provinces=True)
)
waiting_for_review: prepared[Any] = prepared(
    lambda scope: WorkCount.objects.visible_to(scope).in_review_by_directive()
)
work = prepared_one(lambda scope: Assignment.objects.visible_to(scope).for_list())
extensions_waiting = prepared(lambda work: Extension.objects.of(work).waiting())
entries_of = prepared(
    lambda work: ProgressEntry.objects.filter(assignment=work).prefetch_related("evidence")
)

# --- the boards ---

areas_to_choose: prepared[Any] = prepared(
    lambda scope, on: Area.objects.visible_to(scope).on(on).in_order().values_list("pk", "name")
)
directives_to_choose = prepared(lambda scope: WorkCount.objects.visible_to(scope).directives())
provinces_to_choose = prepared(
    lambda on: AdministrativeUnit.objects.provinces().on(on).as_named().in_order()
)
provinces_of_all_days = prepared(
    lambda: AdministrativeUnit.objects.provinces().as_named().standing_first()
)
provinces_named = prepared(
    lambda ids: AdministrativeUnit.objects.filter(pk__in=ids).as_named().in_order()
)
provinces_now: prepared[Any] = prepared(lambda ids, on: UnitReach.objects.provinces_now(ids, on))
provinces_over: prepared[Any] = prepared(lambda ids: Organisation.objects.provinces_over(ids))
by_province_and_duty = Narrowed(
    lambda scope, on, wanted: (
        Assignment.objects.visible_to(scope)
        .standing()
        .narrowed(wanted)
        .by_province_and_duty(on, by_month="by_month" in wanted)
    )
)
marked: prepared[Any] = prepared(lambda duties: ProvinceMark.objects.pairs(duties))
kept_of_provinces = Narrowed(
    lambda duties, on, wanted: (
        ProvinceCount.objects.of_duties(duties)
        .narrowed(wanted)
        .by_province_and_duty(on, by_month="by_month" in wanted)
    )
)
of_marked = Narrowed(
    lambda provinces, duties, on, wanted: (
        Assignment.objects.standing()
        .of_provinces(provinces)
        .of_duties(duties)
        .narrowed(wanted)
        .by_province_and_duty(on, by_month="by_month" in wanted)
    )
)


def of_each_province(
    duties: tuple[int, ...], on: date, wanted: Mapping[str, Value] = NOTHING
) -> list[tuple[int, ...]]:
    """Return what is counted of each province and duty: the kept counts, but what is marked from the rows.

    Wanted may be days, and the numbers of each month. Marks are read first: whoever takes one away
    has counted what it stood for.
    """
    out_of_date = set(marked.numbers(duties))
    kept = kept_of_provinces.numbers(duties, on, wanted=wanted)
    found = [one for one in kept if one[:2] not in out_of_date]
    if out_of_date:
        provinces, changed = (tuple(sorted(set(ids))) for ids in zip(*out_of_date, strict=True))
        anew = of_marked.numbers(provinces, changed, on, wanted=wanted)
        found += [one for one in anew if one[:2] in out_of_date]
    return found


given_to_kinds = Narrowed(
    lambda scope, wanted: WorkCount.objects.visible_to(scope).narrowed(wanted).given_to_kinds()
)


def _answers(by: By) -> Narrowed:
    return Narrowed(
        lambda scope, wanted: (
            WorkCount.objects.visible_to(scope)
            .narrowed(wanted)
            .answers(as_given="as_given" in wanted, by=by)
        )
    )


def _answers_of_work(by: By) -> Narrowed:
    return Narrowed(
        lambda scope, wanted: (
            Assignment.objects.visible_to(scope)
            .standing()
            .narrowed(wanted)
            .held(as_given="as_given" in wanted)
            .answers(by)
        )
    )


answers = {by: _answers(by) for by in (By.PROVINCE, By.DIRECTIVE, By.ACTOR)}
answers_of_work = {by: _answers_of_work(by) for by in (By.DIRECTIVE, By.ACTOR)}
kept = Narrowed(
    lambda scope, wanted: (
        WorkCount.objects.visible_to(scope).narrowed(wanted).kept(as_given="as_given" in wanted)
    )
)
counted = Narrowed(lambda ids, on, wanted: held(ids, wanted).counted(on))
ranked = Narrowed(lambda ids, on, wanted: work_of(ids, wanted).ranked(on))
by_unit = Narrowed(lambda ids, on, wanted: held(ids, wanted).share_by_share(By.UNIT, on))
by_month = Narrowed(lambda ids, on, wanted: held(ids, wanted).share_by_share(By.MONTH, on))
heads = prepared(lambda ids: Duty.objects.heads(ids))
duties_in_order: prepared[Any] = prepared(
    lambda ids: Duty.objects.heads(ids).values_list("pk", "directive_id")
)
rows_of_duties = prepared(lambda ids: Duty.objects.heads(ids).as_rows())
rows_of_directives = prepared(
    lambda ids: Directive.objects.filter(pk__in=ids).only("kind", "number")
)
named = prepared(lambda ids: Organisation.objects.among(ids))
named_in_provinces = prepared(lambda ids: Organisation.objects.among_provinces(ids))
