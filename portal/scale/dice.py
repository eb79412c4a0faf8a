"""Dice: the same seed throws the same country. What is drawn often is drawn from a table."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_SLOTS = 1000

T = TypeVar("T")


def dice_for(seed: int, *words: object) -> random.Random:
    """Return the dice of one corner of the country: what is thrown elsewhere does not move it."""
    return random.Random(":".join(map(str, (seed, *words))))


class Urn(Generic[T]):
    """Things with their weights, drawn in one step."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        whole = sum(weights.values())
        slots: list[T] = []
        for thing, weight in weights.items():
            slots += [thing] * max(1, round(_SLOTS * weight / whole))
        self._slots, self._count = slots, len(slots)

    def draw(self, dice: random.Random) -> T:
        return self._slots[int(dice.random() * self._count)]


def shared_out(total: int, weights: Sequence[float]) -> list[int]:
    """Return whole numbers in the proportion of `weights` that add up to `total` exactly."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_rest = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return parts


def in_office(day: date, dice: random.Random) -> datetime:
    """A moment of that day between 7:30 and 16:30."""
    opened = datetime.combine(day, time(7, 30), HANOI)
    return (opened + timedelta(seconds=int(dice.random() * 32_400))).astimezone(UTC)


def uuid(dice: random.Random) -> str:
    """A version-4 UUID of these dice."""
    drawn = dice.getrandbits(128).to_bytes(16, "big").hex()
    return f"{drawn[:12]}4{drawn[13:16]}a{drawn[17:]}"
