"""One migration operation for what only triggers can refuse, the same on SQLite and PostgreSQL."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


class AppendOnly(Operation):
    """Refuse UPDATE and DELETE on the table of `model_name`, whoever asks."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model's state does not change: a trigger is the database's own."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        postgres = schema_editor.connection.vendor == "postgresql"
        for statement in _postgres(table) if postgres else _sqlite(table):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            return
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event}")

    def describe(self) -> str:
        return f"Make {self.model_name} append-only"


def _postgres(table: str) -> list[str]:
    return [
        f"""CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = '23000'; END $$""",
        f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_refuse()""",
    ]


def _sqlite(table: str) -> list[str]:
    return [
        f"""CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
        for event in ("update", "delete")
    ]


class RefuseWhen(Operation):
    """Refuse some events on the table of `model_name` while a condition holds, with a sentence.

    `when` is SQL that both databases read; `{row}` in it is the row before or after the event. On
    SQLite a migration that remakes a table named in `when`, or the model's own, must take the
    trigger off first and put it back after: a remade table has lost its triggers.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, model_name: str, name: str, *, when: str, says: str, on: tuple[str, ...]
    ) -> None:
        self.model_name, self.name, self.when, self.says, self.on = model_name, name, when, says, on

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model's state does not change: a trigger is the database's own."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        postgres = schema_editor.connection.vendor == "postgresql"
        for event in self.on:
            for statement in (
                self._postgres(table, event) if postgres else self._sqlite(table, event)
            ):
                schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        place = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for event in self.on:
            schema_editor.execute(f"DROP TRIGGER {self.name}_{event}{place}")

    def describe(self) -> str:
        return f"Refuse {', '.join(self.on)} of {self.model_name}: {self.name}"

    def _condition(self, event: str) -> str:
        rows = {"insert": ("NEW",), "delete": ("OLD",), "update": ("OLD", "NEW")}[event]
        return " OR ".join(f"({self.when.format(row=row)})" for row in rows)

    def _postgres(self, table: str, event: str) -> list[str]:
        kept = "OLD" if event == "delete" else "NEW"
        return [
            f"""CREATE OR REPLACE FUNCTION {self.name}_{event}() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF {self._condition(event)} THEN
            RAISE EXCEPTION '{self.says}' USING ERRCODE = '23514', CONSTRAINT = '{self.name}';
            END IF; RETURN {kept}; END $$""",
            f"""CREATE TRIGGER {self.name}_{event} BEFORE {event.upper()} ON {table}
            FOR EACH ROW EXECUTE FUNCTION {self.name}_{event}()""",
        ]

    def _sqlite(self, table: str, event: str) -> list[str]:
        return [
            f"""CREATE TRIGGER {self.name}_{event} BEFORE {event.upper()} ON {table}
            WHEN {self._condition(event)} BEGIN SELECT RAISE(ABORT, '{self.says}'); END"""
        ]
