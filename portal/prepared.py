"""Questions of a fixed shape: the ORM lays out their SQL once, then only the values change.

A database answers a small question in a tenth of the time that the ORM takes to put it into words.
A page that asks twenty, always the same twenty, has them put into words once:

    _late = prepared(lambda scope, on: Handling.objects.visible_to(scope).overdue_on(on)[:7])
    rows = _late(scope, on)

Rows come as a list, with whatever the question fetches along. A question is laid out for each kind
of scope (role, level, posted to an area or not), and twice, with two sets of values. Where the two
differ in anything but those values, as in a day worked out from a day, it is refused with
`CannotPrepareError`: nothing of the first who asks can stand in what the next one asks.

PostgreSQL plans it once too (`portal.plans`), unless it holds several words, as a search does.
"""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.http import Http404

from portal.access import Scope
from portal.plans import Kind, Place, Plan, plan_of

M = TypeVar("M", bound=Model)
Value = Scope | int | str | date | tuple[int, ...] | tuple[str, ...] | None  # None: not asked for
KINDS = 400  # of values for which one question is kept laid out
_IDS = ("user_id", "posting_id", "organisation_id", "unit_id", "area_id")
_WORDS = ("name", "acting_for", "origin")


class CannotPrepareError(TypeError):
    """The SQL of the question depends on its values in another way than by holding them."""


class prepared(Generic[M]):  # noqa: N801 - reads as the decorator it is
    """What asks for the rows of `build(*values)`; values are scopes, numbers, words, days."""

    def __init__(self, build: Callable[..., QuerySet[M]]) -> None:
        self.build = build
        self._question = _Question(build)

    def __call__(self, *values: Value) -> list[M]:
        laid_out = self._question.for_values(values)
        return laid_out.rows(values) if laid_out else []

    def numbers(self, *values: Value) -> list[tuple[Any, ...]]:
        """Return rows of whole numbers as the database gives them: a list of values, unread by Django."""
        laid_out = self._question.for_values(values)
        return laid_out.words.numbers(values) if laid_out else []

    def in_words(self, *values: Value) -> tuple[str, tuple[Any, ...]] | None:
        """Return the SQL and what is put into it, to ask further of; None when there is no row."""
        laid_out = self._question.for_values(values)
        return (laid_out.words.sql, laid_out.words.with_values(values)) if laid_out else None


class prepared_one(Generic[M]):  # noqa: N801 - as above
    """What asks for the one row of `build(*values)` that bears an id; 404 when none of them does."""

    def __init__(self, build: Callable[..., QuerySet[M]]) -> None:
        self.build = build
        self._question = _Question(lambda pk, *values: build(*values).filter(pk=pk))

    def __call__(self, *values: Value, pk: int) -> M:
        laid_out = self._question.for_values((pk, *values))
        rows = laid_out.rows((pk, *values)) if laid_out else []
        if not rows:
            raise Http404
        return rows[0]


class prepared_contains(Generic[M]):  # noqa: N801 - as above
    """What tells whether a row is among those of `build(*values)`."""

    def __init__(self, build: Callable[..., QuerySet[M]]) -> None:
        self.build = build
        self._count = prepared_count(lambda pk, *values: build(*values).filter(pk=pk))

    def __call__(self, *values: Value, row: M) -> bool:
        return self._count(row.pk, *values) > 0


class prepared_count:  # noqa: N801 - as above
    """What counts the rows of `build(*values)`."""

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self._question = _Question(lambda *values: build(*values).order_by().values("pk"))

    def __call__(self, *values: Value) -> int:
        (number,) = counted(self, values=values)
        return number

    def words_for(self, values: tuple[Value, ...]) -> "_Words | None":
        """Return how these are counted for, None when there is never a row."""
        laid_out = self._question.for_values(values)
        return laid_out.words if laid_out else None


def fetched_along(row: Model, name: str, rows: list[Any]) -> None:
    """Put rows in as those that refer to `row`, as Django's prefetch does: `row.name.all()` asks nothing."""
    related = getattr(row, name)
    for one in rows:
        related.field.set_cached_value(one, row)
    fetched = related.get_queryset()
    fetched._result_cache, fetched._prefetch_done = rows, True
    kept = vars(row).setdefault("_prefetched_objects_cache", {})
    kept[related.field.remote_field.cache_name] = fetched


def counted(*counts: prepared_count, values: tuple[Value, ...]) -> tuple[int, ...]:
    """Return how many rows each of these has for the same values: one reading for all."""
    asked = tuple(one.words_for(values) for one in counts)
    if not any(asked):
        return (0,) * len(asked)
    (found,) = _one_reading(asked).numbers(values)
    return tuple(map(int, found))


@lru_cache(maxsize=KINDS)
def _one_reading(asked: "tuple[_Words | None, ...]") -> "_Words":
    """Return one question whose only row says how many rows each of these has."""
    columns = [
        f"(SELECT COUNT(*) FROM ({one.sql}) AS asked)" if one else "0"  # noqa: S608 - the ORM's own
        for one in asked
    ]
    parts = [one for one in asked if one]
    begins = accumulate((len(one.parameters) for one in parts), initial=0)
    places = {
        begin + index: place
        for begin, one in zip(begins, parts, strict=False)
        for index, place in one.places.items()
    }
    parameters = tuple(chain.from_iterable(one.parameters for one in parts))
    return _Words(f"SELECT {', '.join(columns)}", parameters, places, parts[0].kinds)


@dataclass(frozen=True, eq=False)
class _Words:
    """The SQL of a question; `places` says which of its parameters are values, `kinds` of what kind."""

    sql: str
    parameters: tuple[Any, ...]
    places: dict[int, Place]
    kinds: tuple[Kind | None, ...]

    def with_values(self, values: tuple[Value, ...]) -> tuple[Any, ...]:
        filled = list(self.parameters)
        for index, place in self.places.items():
            filled[index] = _adapted(_at(values, place))
        return tuple(filled)

    def asked(self, values: tuple[Value, ...]) -> tuple[str, tuple[Any, ...]]:
        """Return what is sent: the name of a plan where the database keeps one, else all of it."""
        if self._plan is None:
            return self.sql, self.with_values(values)
        self._plan.make_known()
        return self._plan.execution, tuple(_at(values, place) for place in self._plan.places)

    def numbers(self, values: tuple[Value, ...]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(*self.asked(values))
            return list(cursor.fetchall())

    @cached_property
    def _plan(self) -> Plan | None:
        kinds = [kind for kind in self.kinds if kind]
        if connection.vendor != "postgresql" or len(kinds) < len(self.kinds):
            return None
        return plan_of(self.sql, self.parameters, self.places, kinds)


@dataclass(frozen=True)
class _LaidOut(Generic[M]):
    """One question for one kind of values, as the ORM reads its rows."""

    queryset: QuerySet[M]
    compiler: SQLCompiler
    words: _Words

    def rows(self, values: tuple[Value, ...]) -> list[M]:
        query: Any = self.queryset.query.chain(_LaidOutQuery)
        query.laid_out, query.asked = self, self.words.asked(values)
        asked = self.queryset.all()
        asked._query = query  # type: ignore[attr-defined]  # its setter makes dicts of tuples
        return list(asked)


class _LaidOutQuery(Query):
    """A query whose compiler has done its work already."""

    laid_out: "_LaidOut[Any]"
    asked: tuple[str, tuple[Any, ...]]

    def get_compiler(
        self,
        using: str | None = None,
        connection: BaseDatabaseWrapper | None = None,
        elide_empty: bool = True,
    ) -> SQLCompiler:
        compiler = copy(self.laid_out.compiler)
        compiler.connection = connection or connections[using or DEFAULT_DB_ALIAS]
        asked = self.asked
        compiler.as_sql = lambda *_, **__: asked  # type: ignore[method-assign]
        return compiler


class _Question(Generic[M]):
    """What is asked, laid out once for each kind of values."""

    def __init__(self, build: Callable[..., QuerySet[M]]) -> None:
        self._build = build
        self._laid_out: dict[object, _LaidOut[M] | None] = {}

    def for_values(self, values: tuple[Value, ...]) -> _LaidOut[M] | None:
        """Return how these are asked for, None when nobody of their kind ever gets a row."""
        kind = (connection.vendor, *map(_kind, values))
        if kind not in self._laid_out:
            if len(self._laid_out) >= KINDS:  # as many lengths of ids
                self._laid_out.clear()
            self._laid_out[kind] = _lay_out(self._build, values)
        return self._laid_out[kind]


def _lay_out(build: Callable[..., QuerySet[M]], values: tuple[Value, ...]) -> _LaidOut[M] | None:
    one, other = _stand_ins(values, 31_000, 2031), _stand_ins(values, 32_000, 2032)
    with connection.execute_wrapper(_no_reading):
        queryset, another = build(*one), build(*other)
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = _sql(compiler)
        sql_again, parameters_again = _sql(another.query.get_compiler(DEFAULT_DB_ALIAS))
        fetched, fetched_again = _fetched_along(queryset), _fetched_along(another)
    if sql != sql_again or fetched != fetched_again:
        raise CannotPrepareError("the values change the question itself")
    if sql is None:
        return None
    known = {(_adapted(_at(one, at)), _adapted(_at(other, at))): at for at in _places(values)}
    places = {}
    for index, pair in enumerate(zip(parameters, parameters_again, strict=True)):
        if pair[0] != pair[1]:
            if pair not in known:
                raise CannotPrepareError(f"{pair[0]!r} is worked out from a value")
            places[index] = known[pair]
    kinds = tuple(map(_to_the_database, values))
    return _LaidOut(queryset, compiler, _Words(sql, parameters, places, kinds))


def _sql(compiler: SQLCompiler) -> tuple[str | None, tuple[Any, ...]]:
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None, ()
    return sql, tuple(parameters)


def _fetched_along(queryset: QuerySet[Any]) -> list[str]:
    """Return what a question fetches along, in words: it is asked as it stands."""
    lookups = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
    return [
        one if isinstance(one, str) else f"{one.prefetch_to} {getattr(one.queryset, 'query', '')}"
        for one in lookups
    ]


def _no_reading(*_: Any) -> None:
    raise CannotPrepareError("the question reads rows while it is put into words")


# --- values and what stands in for them ---


def _kind(value: Value) -> object:
    """Return what a question may look at in a value: its type, of a scope all but whose it is, of ids
    or words how many they are."""
    if isinstance(value, tuple):
        return _are_words(value), len(value)
    if not isinstance(value, Scope):
        return type(value)
    held = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _WORDS}
    return tuple(found is None if name in _IDS else found for name, found in held.items())


def _to_the_database(value: Value) -> Kind | None:
    """Return of which type a value is to PostgreSQL, and of how many it consists; None for words."""
    if isinstance(value, tuple):
        return None if _are_words(value) else ("bigint", len(value))
    if isinstance(value, date):
        return "date", 0
    return ("text" if isinstance(value, str) else "bigint"), 0


def _places(values: tuple[Value, ...]) -> Iterator[Place]:
    for number, value in enumerate(values):
        if isinstance(value, tuple):
            yield from ((number, nth) for nth in range(len(value)))
        else:
            yield from ((number, name) for name in (_IDS if isinstance(value, Scope) else (None,)))


def _at(values: tuple[Value, ...], place: Place) -> Any:
    number, part = place
    value: Any = values[number]
    if part is None:
        return list(value) if isinstance(value, tuple) else value
    return value[part] if isinstance(part, int) else getattr(value, part)


def _stand_ins(values: tuple[Value, ...], ids: int, year: int) -> tuple[Value, ...]:
    """Return values of the same kind; each number and day is borne by one of them only."""
    return tuple(_stand_in(value, ids + 10 * at, year, at) for at, value in enumerate(values))


def _stand_in(value: Value, ids: int, year: int, at: int) -> Value:
    if isinstance(value, Scope):
        numbers = {name: ids + place for place, name in enumerate(_IDS)}
        if value.area_id is None:
            del numbers["area_id"]
        return replace(value, **numbers, **dict.fromkeys(_WORDS, str(ids)))  # type: ignore[arg-type]
    if isinstance(value, tuple):
        several = range(ids * 1000, ids * 1000 + len(value))
        return tuple(map(str, several)) if _are_words(value) else tuple(several)
    if isinstance(value, date):
        return date(year, 1 + at, 1)
    if value is None:
        return None
    return str(ids) if isinstance(value, str) else ids


def _are_words(values: tuple[int, ...] | tuple[str, ...]) -> bool:
    return any(isinstance(one, str) for one in values[:1])


def _adapted(value: Any) -> Any:
    """Return a value as the database takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
