"""One migration operation for what only PostgreSQL can index: words in the middle of a column."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from portal.operations import InTheDatabase, is_postgres

_IS_THERE = "SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'"


class SearchedByWords(InTheDatabase):
    """Index `column` of `model_name` by trigrams, so that "contains" does not read every row.

    `column` may be the expression that "contains" in any case asks of, as `upper(says::text)`;
    `where` keeps the rows that are asked for, in the words of the query.

    SQLite has no such index and needs none at its size; nor does a PostgreSQL that was installed
    without `pg_trgm`: the search finds the same rows there, only slower.
    """

    def __init__(self, model_name: str, *, column: str, name: str, where: str = "") -> None:
        super().__init__(model_name)
        self.column, self.name, self.where = column, name, where

    def put_on(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        if not _takes_trigrams(editor):
            return
        table = self.table(app_label, state)
        editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        only = f" WHERE {self.where}" if self.where else ""
        editor.execute(
            f"CREATE INDEX {self.name} ON {table} USING gin ({self.column} gin_trgm_ops){only}",
            params=None,  # a "%" in `where` is SQL's own
        )

    def take_off(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        if is_postgres(editor):
            editor.execute(f"DROP INDEX IF EXISTS {self.name}")

    def describe(self) -> str:
        return f"Index the words of {self.model_name}.{self.column}"


def _takes_trigrams(editor: BaseDatabaseSchemaEditor) -> bool:
    if not is_postgres(editor):
        return False
    with editor.connection.cursor() as cursor:
        cursor.execute(_IS_THERE)
        return cursor.fetchone() is not None
