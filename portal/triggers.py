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


class Writable(AppendOnly):
    """Take `AppendOnly` off while a migration adds columns; SQLite remakes the table for that.

    Put `AppendOnly` after the columns again: the two are each other's inverse.
    """

    def database_forwards(self, *args: Any) -> None:
        super().database_backwards(*args)

    def database_backwards(self, *args: Any) -> None:
        app_label, schema_editor, from_state, to_state = args
        super().database_forwards(app_label, schema_editor, to_state, from_state)

    def describe(self) -> str:
        return f"Let {self.model_name} be altered"


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
    """Refuse events on `model_name` while `condition` holds, where it must look at other tables.

    `condition` is SQL that both databases read, over `NEW`, or over `{row}`: the row after an INSERT
    or before a DELETE, and either of the two at an UPDATE. `{tables}` in it are filled from `tables`,
    names to models ("units.Area" in another app). `says` is the sentence of the refusal; without it,
    the name is. On SQLite a migration that remakes one of these tables takes the triggers off first
    and puts them back after.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        model_name: str,
        *,
        name: str,
        condition: str,
        tables: dict[str, str] | None = None,
        events: tuple[str, ...] = ("INSERT", "UPDATE"),
        says: str = "",
    ) -> None:
        self.model_name, self.name, self.condition = model_name, name, condition
        self.tables, self.events, self.says = tables or {}, events, says or name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model's state does not change: a trigger is the database's own."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        def table(model_name: str) -> str:
            named = model_name if "." in model_name else f"{app_label}.{model_name}"
            return str(to_state.apps.get_model(named)._meta.db_table)

        tables = {key: table(model_name) for key, model_name in self.tables.items()}
        write = self._postgres if schema_editor.connection.vendor == "postgresql" else self._sqlite
        for event in self.events:
            rows = {"INSERT": ("NEW",), "DELETE": ("OLD",)}.get(event, ("OLD", "NEW"))
            either = dict.fromkeys(self.condition.format(row=row, **tables) for row in rows)
            condition = " OR ".join(f"({one})" for one in either)
            for statement in write(table(self.model_name), event, condition):
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
        for event in self.events:
            schema_editor.execute(f"DROP TRIGGER {self.name}_{event.lower()}{place}")

    def describe(self) -> str:
        return f"Refuse by trigger: {self.name}"

    def _postgres(self, table: str, event: str, condition: str) -> list[str]:
        name = f"{self.name}_{event.lower()}"
        kept = "OLD" if event == "DELETE" else "NEW"
        return [
            f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF {condition} THEN
            RAISE EXCEPTION '{self.says}' USING ERRCODE = '23514'; END IF; RETURN {kept}; END $$""",
            f"""CREATE TRIGGER {name} BEFORE {event} ON {table}
            FOR EACH ROW EXECUTE FUNCTION {name}()""",
        ]

    def _sqlite(self, table: str, event: str, condition: str) -> list[str]:
        return [
            f"""CREATE TRIGGER {self.name}_{event.lower()} BEFORE {event} ON {table}
            WHEN {condition} BEGIN SELECT RAISE(ABORT, '{self.says}'); END"""
        ]
