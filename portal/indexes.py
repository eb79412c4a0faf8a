"""One migration operation for what only PostgreSQL can index: words in the middle of a column."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

_IS_THERE = "SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'"


class SearchedByWords(Operation):
    """Index `column` of `model_name` by trigrams, so that "contains" does not read every row.

    SQLite has no such index and needs none at its size; nor does a PostgreSQL that was installed
    without `pg_trgm`: the search finds the same rows there, only slower.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, *, column: str, name: str) -> None:
        self.model_name, self.column, self.name = model_name, column, name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model's state does not change: the index is the database's own."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        if not _takes_trigrams(schema_editor):
            return
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            f"CREATE INDEX {self.name} ON {table} USING gin ({self.column} gin_trgm_ops)"
        )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX IF EXISTS {self.name}")

    def describe(self) -> str:
        return f"Index the words of {self.model_name}.{self.column}"


def _takes_trigrams(schema_editor: BaseDatabaseSchemaEditor) -> bool:
    if schema_editor.connection.vendor != "postgresql":
        return False
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_IS_THERE)
        return cursor.fetchone() is not None
