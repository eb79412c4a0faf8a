"""Rows for every address that names one, and who may see each. Each room's file brings its own."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.access import Scope
from portal.accounts.scopes import scope_of
from portal.addresses import Address
from portal.demo.cast import posting_of

ROOMS = Path(__file__).parent / "rooms"
Kwargs = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sample:
    """How to make the row of an address (its URL's kwargs), and who has it within their scope."""

    make: Callable[[], Kwargs]
    seen_by: frozenset[str]


SAMPLES: dict[str, list[Sample]] = {}


def sample(
    *names: str, seen_by: frozenset[str]
) -> Callable[[Callable[[], Kwargs]], Callable[[], Kwargs]]:
    """Register a function that makes a row of the addresses `names`; an address may have several."""

    def keep(make: Callable[[], Kwargs]) -> Callable[[], Kwargs]:
        for name in names:
            SAMPLES.setdefault(name, []).append(Sample(make, seen_by))
        return make

    return keep


def without_sample(addresses: list[Address], samples: Mapping[str, list[Sample]]) -> list[str]:
    """Return the addresses that name a row nobody has made a sample of."""
    return sorted({each.name for each in addresses if each.kwargs} - set(samples))


def scope(username: str) -> Scope:
    """Return the scope of one who asks, to make a row as that person."""
    return scope_of(posting_of(username))


def load_rooms() -> None:
    for path in sorted(ROOMS.glob("*.py")):
        importlib.import_module(f"tests.matrix.rooms.{path.stem}")
