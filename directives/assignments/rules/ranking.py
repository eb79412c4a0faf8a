"""How units stand beside each other: in bands of completion, with places that equals share."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from statistics import quantiles

from django.db.models import TextChoices

from directives.assignments.rules.statistic import rounded


class Band(TextChoices):
    """A band of completion of the work fallen due, the best first."""

    FULL = "100", "Đạt 100%"
    FROM_90 = "90", "Từ 90% đến dưới 100%"
    FROM_80 = "80", "Từ 80% đến dưới 90%"
    FROM_70 = "70", "Từ 70% đến dưới 80%"
    FROM_50 = "50", "Từ 50% đến dưới 70%"
    BELOW_50 = "0", "Dưới 50%"
    NONE_DUE = "chua", "Chưa có việc đến hạn"


_FLOORS = tuple((int(band.value), band) for band in Band if band is not Band.NONE_DUE)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a unit has come, by its id: of the work fallen due, how much is completed."""

    key: int
    completed: int
    fallen_due: int

    @property
    def completion(self) -> Decimal | None:
        """Percent, not rounded: 99,999 is not yet 100."""
        return Decimal(self.completed) * 100 / self.fallen_due if self.fallen_due else None

    @property
    def band(self) -> Band:
        if not self.fallen_due:
            return Band.NONE_DUE
        hundredfold = self.completed * 100
        return next(band for floor, band in _FLOORS if hundredfold >= floor * self.fallen_due)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place, from `first` to `last` when others have come as far; None without work due."""

    standing: Standing
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of the units, and between what the middle half of them lies; in percent."""

    lower: Decimal
    middle: Decimal
    upper: Decimal


def placed(standings: Iterable[Standing]) -> list[Place]:
    """Return the units with their places, the best first, those without work fallen due at the end.

    Units that have come as far share one place: nobody is put before another by chance.
    """
    rated = [(one.completion, one) for one in standings]
    best_first = sorted(
        ((rate, one) for rate, one in rated if rate is not None), key=lambda it: it[0], reverse=True
    )
    found: list[Place] = []
    for _, group in groupby(best_first, key=lambda it: it[0]):
        alike, first = [one for _, one in group], len(found) + 1
        found += [Place(one, first, first + len(alike) - 1) for one in alike]
    return found + [Place(one) for rate, one in rated if rate is None]


def spread(standings: Iterable[Standing]) -> Spread | None:
    """Return the quartiles of completion; None for fewer than four units, which have no spread."""
    rates = [one.completion for one in standings if one.completion is not None]
    if len(rates) < 4:
        return None
    return Spread(*(rounded(one) for one in quantiles(rates, n=4, method="inclusive")))
