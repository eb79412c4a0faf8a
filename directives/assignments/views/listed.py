"""What the list shows: its page, and how much work of each state there is in all."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial

from directives.assignments import questions
from directives.assignments.forms import WorkFilter
from directives.assignments.models import Assignment
from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.querysets.counts import Kept
from directives.assignments.querysets.rollups import share_of, tally_kept
from directives.assignments.querysets.work import tally_and_waiting_of
from directives.assignments.rules import Tally
from portal.access import Power
from portal.http import Request
from portal.lists import Page, keyset_page
from portal.prepared import Value


class Listed:
    """The work of those whom a person sees, as the bar asks for it: they are found first, by what is
    kept of each, and all else is asked of their ids. `named` are the directives that the words of a
    search stand for, if they do (`questions.named_by`)."""

    def __init__(
        self, request: Request, filters: WorkFilter, on: date, named: tuple[int, ...] = ()
    ) -> None:
        self.request, self.filters, self.on, self.named = request, filters, on, named
        self.scope = request.scope

    @cached_property
    def page(self) -> Page[Assignment]:
        of_country = self.scope.may(Power.COUNTRY_READ)

        def rows() -> AssignmentQuerySet:
            found = self.work().with_state(self.on).as_lines(in_provinces=of_country)
            return found.with_list_order()

        first = None if self.filters.asks_for_rows else self._first
        return keyset_page(self.request, rows, order=questions.LIST_ORDER, first=first)

    @property
    def tally_and_waiting(self) -> tuple[Tally, int]:
        """How much work is in each state, and how much of all waits for review."""
        if self.filters.asks_for_rows:
            return tally_and_waiting_of(self.work().by_state_and_step(self.on))
        return self._kept()

    def work(self) -> AssignmentQuerySet:
        """The rows."""
        reads = questions.read_by(self.scope)
        return self.filters.narrow(questions.of_organisations(self._ids).narrowed(reads))

    @property
    def _first(self) -> Callable[[], list[Assignment]]:
        return partial(questions.first_work, self._ids, self.on, wanted=self._wanted)

    def _kept(self) -> tuple[Tally, int]:
        late = questions.overdue.numbers(self._ids, self.on, wanted=self._wanted)
        return tally_kept(self._seen, late)

    @cached_property
    def _seen(self) -> list[Kept]:
        units = self.filters.wanted_units
        if self.named:
            return questions.at_work(self.scope, units | {"directives": self.named})
        return questions.at_work(self.scope, units, self.filters.words)

    @cached_property
    def _ids(self) -> tuple[int, ...]:
        return tuple(one.organisation for one in self._seen)

    @cached_property
    def _wanted(self) -> dict[str, Value]:
        """What is wanted of their rows."""
        reads = questions.read_by(self.scope)
        if self.named:
            return reads | {"duties": questions.duties_of(*self.named)}
        wanted = reads | questions.looked_for(self.filters.words)
        return wanted | questions.wanted_duties(self.filters.wanted_units)


class ListedOfCountry(Listed):
    """All work that the centre asks for, or that of one directive: found by its duties, in the order of
    the list, and counted from what is kept of the provinces."""

    def work(self) -> AssignmentQuerySet:
        return self.filters.narrow(
            Assignment.objects.visible_to(self.scope).of_duties(self._duties)
        )

    @property
    def _first(self) -> Callable[[], list[Assignment]]:
        return partial(questions.first_of_duties, self._duties, self.on)

    def _kept(self) -> tuple[Tally, int]:
        counted = [counts for _, _, *counts in questions.of_each_province(self._duties, self.on)]
        tally = share_of([*map(sum, zip(*counted, strict=True))]).tally if counted else Tally()
        waiting = dict(questions.waiting_for_review.numbers(self.scope))
        return tally, sum(waiting.get(one, 0) for one in self._directives)

    @cached_property
    def _duties(self) -> tuple[int, ...]:
        return questions.duties_of(*self._directives)

    @cached_property
    def _directives(self) -> tuple[int, ...]:
        if self.named:
            return self.named
        directive = self.filters.wanted_units.get("directive")
        given = [one.pk for one in questions.directives_to_choose(self.scope)]
        return tuple(one for one in given if directive in (None, one))


def listed(request: Request, filters: WorkFilter, on: date) -> Listed:
    """Return the list as it is asked for."""
    units, words = filters.wanted_units.keys(), filters.words
    looks = bool(words) and "directive" not in units
    named = questions.named_by(request.scope, words) if looks else ()
    wide = units <= {"directive", "as_given"} and bool(named or not words)
    of_country = request.scope.may(Power.COUNTRY_READ)
    return (ListedOfCountry if of_country and wide else Listed)(request, filters, on, named)
