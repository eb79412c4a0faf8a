"""Plans that PostgreSQL keeps: a question of a fixed shape is planned once on each connection.

Planning the questions of a start page took PostgreSQL 7 ms, answering them 3 (docs/bench.md). Django
binds values on this side, so that every question is a new one to it. Here what varies is left to
EXECUTE; all else stands in the statement, where partial indexes and estimates see it. The plan is
made for any value (`plan_cache_mode`): a question whose best plan hangs on its value, as on the words
of a search, is asked the usual way.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

Place = tuple[int, str | int | None]
"""Which of the values, and which field of it when it is a scope, which one when it is several."""

Kind = tuple[str, int]
"""A PostgreSQL type, and of how many the value consists; 0: it is a single one."""

MOST = 500  # statements kept on one connection: a plan takes some 30 kB of the server
# A value, several of a list, or a percent sign that the ORM has doubled.
_MARKS = re.compile(r"(IN \(%s(?:, %s)*\)|%s|%%)")
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # names, by psycopg's connection


@dataclass(frozen=True)
class Plan:
    """A statement whose values are `$1`, `$2` …, of these PostgreSQL types, found at these places."""

    statement: str
    types: tuple[str, ...]
    places: tuple[Place, ...]

    @cached_property
    def name(self) -> str:
        text = f"{self.types} {self.statement}"
        return f"asked_{blake2b(text.encode(), digest_size=8).hexdigest()}"

    @cached_property
    def execution(self) -> str:
        """The SQL that asks, for a cursor that puts the values in."""
        marks = ", ".join(["%s"] * len(self.types))
        return f"EXECUTE {self.name} ({marks})" if marks else f"EXECUTE {self.name}"

    def make_known(self) -> None:
        """Have the connection in use know the statement."""
        connection.ensure_connection()
        raw: Any = connection.connection
        names = _known.setdefault(raw, set())
        if self.name in names:
            return
        with connection.wrap_database_errors:
            if len(names) >= MOST:
                raw.execute("DEALLOCATE ALL")
                names.clear()
            types = f" ({', '.join(self.types)})" if self.types else ""
            raw.execute(f"PREPARE {self.name}{types} AS {self.statement}")
        names.add(self.name)


def plan_of(
    sql: str, parameters: Sequence[Any], places: Mapping[int, Place], kinds: Sequence[Kind]
) -> Plan:
    """Return the plan of an ORM's SQL: `places` says which parameters are values, by their index.

    All other parameters are written into the statement, quoted by psycopg. Several ids are one value,
    an array, however many they are.
    """
    writing = _Writing(parameters, places, kinds)
    statement = "".join(map(writing.piece, _MARKS.split(sql)))
    varying = tuple(writing.numbers)
    return Plan(statement, tuple(map(writing.type_of, varying)), varying)


class _Writing:
    """A statement being written: which places of values it has named so far."""

    def __init__(
        self, parameters: Sequence[Any], places: Mapping[int, Place], kinds: Sequence[Kind]
    ) -> None:
        self.parameters, self.places, self.kinds = iter(enumerate(parameters)), places, kinds
        self.numbers: dict[Place, int] = {}

    def piece(self, piece: str) -> str:
        """Return a piece of the SQL with its values named, and what is no value written out."""
        if piece == "%%":
            return "%"
        taken = list(islice(self.parameters, piece.count("%s")))
        found = [self.places.get(index) for index, _ in taken]
        if (several := self._several(found)) is not None:
            return f"= ANY({self._name(several)})"
        written = (
            self._name(place) if place else _quoted(parameter)
            for place, (_, parameter) in zip(found, taken, strict=True)
        )  # fmt: skip
        return re.sub("%s", lambda _: next(written), piece)

    def type_of(self, place: Place) -> str:
        kind, length = self.kinds[place[0]]
        return f"{kind}[]" if length and place[1] is None else kind

    def _several(self, found: Sequence[Place | None]) -> Place | None:
        """Return the place of several ids where all of them stand here, in their order."""
        if not found or found[0] is None:
            return None
        number = found[0][0]
        length = self.kinds[number][1]
        whole = [(number, nth) for nth in range(length)]
        return (number, None) if length and found == whole else None

    def _name(self, place: Place) -> str:
        return f"${self.numbers.setdefault(place, len(self.numbers) + 1)}"


def _quoted(value: Any) -> str:
    quoted: str = connection.ops.compose_sql("%s", (value,))  # type: ignore[attr-defined]
    return quoted
