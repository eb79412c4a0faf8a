"""After each test Django looks for rows that lead to no row; SQLite has to read every table for it.

The map has 165,000 rows, lies there from the start, and its rows lead to rows of the map alone. So it
is read over when something may have written to it, and left alone otherwise; all else is always read.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db import connection

MAP = "units"
_READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "PRAGMA")


def may_write_to_the_map(sql: str) -> bool:
    """Say yes to whatever is not sure to read and names a table of the map."""
    return f"{MAP}_" in sql and not sql.startswith(_READS)


class Watch:
    """Stands before the connection's own look at all tables, and notes what may write to the map."""

    def __init__(self) -> None:
        self.was_written = True  # nobody has looked yet
        self._look: Callable[..., None] = connection.check_constraints

    def note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.was_written = self.was_written or may_write_to_the_map(sql)
        return execute(sql, params, many, context)

    def look(self, table_names: Iterable[str] | None = None) -> None:
        """Raise `IntegrityError` when a row leads to no row; as the connection's own."""
        if table_names is not None or self.was_written:
            self._look(table_names=table_names)
            self.was_written = self.was_written and table_names is not None
        else:
            self._look(table_names=tables_beside_the_map())


def tables_beside_the_map() -> list[str]:
    """Return all tables but those of the map, also those that no model stands for."""
    own = {model._meta.db_table for model in apps.get_app_config(MAP).get_models()}
    return [name for name in connection.introspection.table_names() if name not in own]


def watch_the_map() -> None:
    """Begin to watch on SQLite; PostgreSQL notes by itself which rows it has to look at."""
    if connection.vendor == "sqlite":
        watch = Watch()
        connection.execute_wrappers.append(watch.note)
        connection.check_constraints = watch.look  # type: ignore[method-assign]
