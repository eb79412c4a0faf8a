"""Which differences are more than chance, when many are looked at together.

A difference of two shares is judged by the pooled z-test (its square is Pearson's χ² of the 2×2
table). Many communes are judged at once, so that by 0.05 alone one in twenty would be marked for
nothing: Benjamini and Hochberg (1995) hold the expected share of false marks among the marked at 5%.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from citizens.surveys.rules.formulas import Share
from citizens.surveys.rules.statistics import (
    chi_square_chance,
    false_discovery,
    smallest_expected,
)

FALSE_MARKS = 0.05
SMALLEST_EXPECTED = 5  # Cochran's rule: with less in a cell the test is not trusted
_KEPT = 64  # lists of shares that were judged
SMALLEST_RANKED = 100  # with fewer ballots the interval is wider than 10 points to either side


class Verdict(StrEnum):
    ABOVE = "above"
    BELOW = "below"

    @property
    def word(self) -> str:
        return "cao hơn" if self is Verdict.ABOVE else "thấp hơn"


Counts = tuple[int, int, int]  # good, valid, people


def chance_of(one: Share, other: Share) -> float | None:
    """Return how likely so large a difference is if both shares are the same: the p-value, two-sided.

    The trials are people, not answers, as with the interval. None where a cell would be too small.
    """
    return _chance(_counts(one), _counts(other))


def _chance(one: Counts, other: Counts) -> float | None:
    table = (_of_people(one), _of_people(other))
    if not all(map(sum, zip(*table, strict=True))):
        return None  # everybody answered alike
    return chi_square_chance(table) if smallest_expected(table) >= SMALLEST_EXPECTED else None


def _counts(one: Share) -> Counts:
    return one.good, one.valid, one.people


def _of_people(one: Counts) -> tuple[float, float]:
    """Return how many people are for it and how many not, as far as answers say."""
    good, valid, people = one
    for_it = good * people / valid
    return for_it, people - for_it


def marked(chances: Sequence[float | None], *, rate: float = FALSE_MARKS) -> list[bool]:
    """Return which of the p-values stand after Benjamini and Hochberg; those of None never do."""
    known = [place for place, chance in enumerate(chances) if chance is not None]
    adjusted = false_discovery([chance for chance in chances if chance is not None])
    stand = {place for place, chance in zip(known, adjusted, strict=True) if chance <= rate}
    return [place in stand for place in range(len(chances))]


def verdicts(pairs: Sequence[tuple[Share, Share] | None]) -> list[Verdict | None]:
    """Judge each share against the one beside it, all of them together."""
    return list(
        _judged(tuple((_counts(pair[0]), _counts(pair[1])) if pair else None for pair in pairs))
    )


@lru_cache(maxsize=_KEPT)
def _judged(pairs: tuple[tuple[Counts, Counts] | None, ...]) -> tuple[Verdict | None, ...]:
    """Judge by the counts alone, which say all: the same province is looked at again and again."""
    chances = [_chance(*pair) if pair else None for pair in pairs]
    return tuple(
        _side(*pair) if pair and is_marked else None
        for pair, is_marked in zip(pairs, marked(chances), strict=True)
    )


def _side(one: Counts, other: Counts) -> Verdict:
    above = one[0] * other[1] > other[0] * one[1]
    return Verdict.ABOVE if above else Verdict.BELOW


def ranks(shares: Sequence[Share | None]) -> list[int | None]:
    """Return the place of each share from the highest; equal ones share it, few ballots have none."""
    ranked = [one is not None and one.people >= SMALLEST_RANKED for one in shares]
    values = sorted(
        (one.percent for one, yes in zip(shares, ranked, strict=True) if one and yes), reverse=True
    )
    first: dict[Decimal, int] = {}
    for place, value in enumerate(values, 1):
        first.setdefault(value, place)
    return [
        first[one.percent] if one and yes else None for one, yes in zip(shares, ranked, strict=True)
    ]
