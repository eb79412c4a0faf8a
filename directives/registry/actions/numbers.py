"""Holding numbers: who cites one and who brings it take turns, so that each sees what the other did."""

from collections.abc import Iterable
from zlib import crc32

from django.db import connection

from directives.registry.rules import meant_key

_NUMBERS = 0x764E  # the first half of the lock's key, of these locks only
_HOLD = """
SELECT CASE WHEN brought THEN pg_advisory_xact_lock(%s, held)
       ELSE pg_advisory_xact_lock_shared(%s, held) END
FROM unnest(%s::int[], %s::bool[]) AS asked(held, brought)
"""


def hold_numbers(*, cited: Iterable[str], brought: str = "") -> None:
    """Hold the keys of cited numbers, and of the one that a final directive bears, until the transaction ends.

    Many may cite a number at once; who brings it waits for them, and they for it. Always in one order and
    before any row is held, so that two never wait for each other. SQLite lets one write at a time anyway.
    """
    if connection.vendor != "postgresql":
        return
    held = {_place(key): False for key in cited} | ({_place(brought): True} if brought else {})
    if not held:
        return
    places = sorted(held)
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [_NUMBERS, _NUMBERS, places, [held[place] for place in places]])


def _place(key: str) -> int:
    """A signed number of 32 bits; a misprinted number is held with the one that it means."""
    return crc32((meant_key(key) or key).encode()) - 2**31
