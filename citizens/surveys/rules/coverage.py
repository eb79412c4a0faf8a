"""How large a part of the frame an instrument asks to be heard: a share, from one day to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Coverage:
    """At least so many percent of what `frame` counts, on the authority of `source`.

    HD 78/HD-MTTW-BTT (24/4/2017), of the new countryside, asks for 60% of a commune's households.
    """

    frame: str
    percent: int
    source: str
    valid_from: date | None = None
    valid_to: date | None = None

    def needs(self, size: int | None) -> int | None:
        """Return how many of `size` that is, rounded up; None while the size is not known."""
        return -(-size * self.percent // 100) if size else None

    def is_met(self, ballots: int, size: int | None) -> bool | None:
        """Tell whether so many ballots are enough; None while the size is not known."""
        needed = self.needs(size)
        return None if needed is None else ballots >= needed

    def holds_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


def coverage_on(rules: Iterable[Coverage], *, frame: str, day: date) -> Coverage | None:
    """Return the rule that holds on a day for a frame; the strictest, where there are several."""
    found = [rule for rule in rules if rule.frame == frame and rule.holds_on(day)]
    return max(found, key=lambda rule: rule.percent, default=None)
