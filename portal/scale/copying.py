"""Rows on their way into PostgreSQL: stacked by table, copied in order, committed a stack at a time."""

from collections.abc import Iterator
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

ROWS_IN_MEMORY = 60_000


class Stack:
    """The rows of one table that wait to be copied; `names` are the columns that `add` is given.

    Every other column gets the default of its field, so that a column that is new to the model needs
    no word here. Ids are given here, one after another, because other rows refer to them.
    """

    def __init__(self, model: type[models.Model], *names: str) -> None:
        self.model = model
        given = ("id", *names)
        rest = [one for one in model._meta.concrete_fields if one.attname not in given]
        self._defaults = tuple(_default(one) for one in rest)
        columns = [
            *(str(model._meta.get_field(name).column) for name in given),  # type: ignore[union-attr]
            *(str(one.column) for one in rest),
        ]
        listed = ", ".join(f'"{column}"' for column in columns)
        self._copy = f'COPY "{model._meta.db_table}" ({listed}) FROM STDIN'
        self._last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        self._width = len(names)
        self.rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> int:
        """Put one row on the stack and return its id."""
        if len(values) != self._width:
            raise TypeError(f"{self.model.__name__}: {len(values)} values, {self._width} columns")
        self._last += 1
        self.rows.append((self._last, *values, *self._defaults))
        return self._last

    @property
    def last_id(self) -> int:
        return self._last

    def copy(self) -> None:
        if not self.rows:
            return
        with connection.cursor() as cursor, cursor.copy(self._copy) as copy:
            for row in self.rows:
                copy.write_row(row)
        self.rows = []


class Stacks:
    """The tables of one room, those that are referred to first."""

    def __init__(self, *stacks: Stack) -> None:
        self._stacks = stacks

    def __iter__(self) -> Iterator[Stack]:
        return iter(self._stacks)

    def flush_when_full(self) -> None:
        if sum(len(stack.rows) for stack in self._stacks) >= ROWS_IN_MEMORY:
            self.flush()

    def flush(self) -> None:
        with transaction.atomic():
            for stack in self._stacks:
                stack.copy()

    def finish(self) -> None:
        """Copy what is left, and let the tables go on counting where the ids ended."""
        self.flush()
        made = [stack.model for stack in self._stacks]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), made):
                cursor.execute(statement)


def _default(field: models.Field[Any, Any]) -> Any:
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        raise TypeError(f"{field}: say when the row was made")
    value = field.get_default()
    if isinstance(field, models.JSONField) and value is not None:
        return "{}" if value == {} else "[]"
    return str(value) if isinstance(value, str) else value
