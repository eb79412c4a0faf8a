"""What is counted of the country, province by province: the kept counts, added up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from operator import add
from typing import Any, TypeVar

from directives.assignments.querysets.rollups import share_of
from directives.assignments.rules import By, RolledUp, Share, mean_of, roll_up
from directives.assignments.views.board import Board

Counts = list[int]  # as `share_of` reads them
Units = tuple[int, int]  # how many, and how many of them have answered nothing
K = TypeVar("K")


class Country:
    """What is counted of each province and duty, as a board wants it."""

    def __init__(self, one: Board[Any]) -> None:
        self.cells: dict[tuple[int, int], Counts] = {}
        for province, (duty, *counts) in _in_places(one, one.by_province_and_duty()):
            _add(self.cells, (province, duty), counts)

    @cached_property
    def provinces(self) -> dict[int, RolledUp]:
        """Each province; its duties weigh the same."""
        return _rolled_up((province, counts) for (province, _), counts in self.cells.items())

    @property
    def total(self) -> RolledUp:
        """All of it; each province weighs the same."""
        shares = [Share(one.tally, one.original, one.unanswered) for one in self.provinces.values()]
        return roll_up(shares)


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
