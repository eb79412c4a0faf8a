"""What is counted of the country, province by province: the kept counts, added up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain
from operator import add, itemgetter
from typing import Any, Self, TypeVar

from directives.assignments import questions
from directives.assignments.querysets.rollups import share_of
from directives.assignments.rules import By, RolledUp, Share, mean_of, roll_up
from directives.assignments.views.board import Board

Counts = list[int]  # as `share_of` reads them
Units = tuple[int, int]  # how many, and how many of them have answered nothing
K = TypeVar("K")


class Country:
    """What is counted of each province and duty, as a board wants it."""

    def __init__(self, cells: dict[tuple[int, int], Counts]) -> None:
        self.cells = cells

    @classmethod
    def of(cls, one: Board[Any], kind: str = "") -> Self:
        """Count it, of a kind of organisation or of all."""
        cells: dict[tuple[int, int], Counts] = {}
        for province, (duty, *counts) in _in_places(one, one.by_province_and_duty(of_kind=kind)):
            _add(cells, (province, duty), counts)
        return cls(cells)

    @cached_property
    def provinces(self) -> dict[int, RolledUp]:
        """Each province; its duties weigh the same."""
        return _rolled_up((province, counts) for (province, _), counts in self.cells.items())

    @property
    def duties(self) -> tuple[int, ...]:
        return tuple({duty for _, duty in self.cells})

    def by(self, key_of: Mapping[int, int]) -> dict[int, RolledUp]:
        """What the duties under each key have; provinces weigh the same."""
        cells: dict[tuple[int, int], Counts] = {}
        for (province, duty), counts in self.cells.items():
            _add(cells, (key_of[duty], province), counts)
        return _rolled_up((key, counts) for (key, _), counts in cells.items())

    def without(self, others: Iterable["Country"]) -> "Country":
        """What these have not. They were read a moment later: work given since then is left for the
        next look."""
        left = dict(self.cells)
        for place, counts in chain.from_iterable(other.cells.items() for other in others):
            if place in left:
                left[place] = [
                    max(0, all_ - own) for all_, own in zip(left[place], counts, strict=True)
                ]
        return Country({place: counts for place, counts in left.items() if any(counts)})

    @property
    def total(self) -> RolledUp:
        """All of it; each province weighs the same."""
        shares = [Share(one.tally, one.original, one.unanswered) for one in self.provinces.values()]
        return roll_up(shares)


def by_kind(one: Board[Any], whole: Country) -> dict[str, RolledUp]:
    """What each kind of organisation has; provinces weigh the same. What is kept knows no kinds: the
    commonest has what the others leave of all."""
    given = questions.given_to_kinds.numbers(one.request.scope, wanted=one.filters.wanted_units)
    rarest_first = [kind for kind, _ in sorted(given, key=itemgetter(1))]
    found = {kind: Country.of(one, kind) for kind in rarest_first[:-1]}
    for kind in rarest_first[-1:]:
        found[kind] = whole.without(list(found.values()))
    return {kind: each.total for kind, each in found.items() if each.cells}


def by_span(one: Board[Any], by: By) -> dict[date, RolledUp]:
    """What is counted of each month, quarter or year, by its first day; provinces weigh the same."""
    cells: dict[tuple[int, int], Counts] = {}
    for province, (_, month, *counts) in _in_places(one, one.by_province_and_duty(by_month=True)):
        _add(cells, (by.first_month(int(month)), province), counts)
    found = _rolled_up((month, counts) for (month, _), counts in cells.items())
    return {date(month // 12, month % 12 + 1, 1): counted for month, counted in found.items()}


def units_in(one: Board[Any]) -> dict[int, Units]:
    """How many units there are in each province, and how many of them have answered nothing."""
    found: dict[int, Counts] = {}
    for province, numbers in _in_places(one, one.units_and_silent()):
        _add(found, province, numbers)
    return {province: (units, silent) for province, (units, silent) in found.items()}


def all_of(units: Mapping[int, Units]) -> Units:
    """Add them up: a unit lies in one province."""
    return sum(one for one, _ in units.values()), sum(silent for _, silent in units.values())


def with_units(found: RolledUp, units: Units) -> RolledUp:
    """Say of counted work how many units have it, and how many of those have answered nothing."""
    return replace(found, shares=units[0], silent=units[1])


def _in_places(one: Board[Any], rows: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, list[int]]]:
    """Put what begins with a province row under the province that reads it now, or alone as given."""
    rows = list(rows)
    places = one.places({province for province, *_ in rows})
    for province, *numbers in rows:
        yield places.get(province, province), numbers


def _add(sums: dict[K, Counts], key: K, counts: Counts) -> None:
    had = sums.get(key)
    sums[key] = [*map(add, had, counts)] if had else counts


def _rolled_up(cells: Iterable[tuple[K, Counts]]) -> dict[K, RolledUp]:
    groups: dict[K, list[Counts]] = defaultdict(list)
    for key, counts in cells:
        groups[key].append(counts)
    return {key: _added(shares) for key, shares in groups.items()}


def _added(shares: Sequence[Counts]) -> RolledUp:
    """As `roll_up`, of plain counts: a country has hundreds, and making a tally of each took longer
    than all the rest. Whose silence it is, their numbers do not say."""
    one = share_of([*map(sum, zip(*shares, strict=True))])
    mean = mean_of(
        [(on_time + late, on_time + late + over) for on_time, late, _, over, *_ in shares]
    )
    return RolledUp(one.tally, one.original, one.unanswered, len(shares), mean=mean)
