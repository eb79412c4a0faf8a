"""One migration operation for what only triggers can refuse, the same on SQLite and PostgreSQL."""

from collections.abc import Iterator
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from portal.operations import InTheDatabase, is_postgres


class AppendOnly(InTheDatabase):
    """Refuse UPDATE and DELETE on the table of `model_name`, whoever asks."""

    def put_on(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        table = self.table(app_label, state)
        for statement in _postgres(table) if is_postgres(editor) else _sqlite(table):
            editor.execute(statement)

    def take_off(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        table = self.table(app_label, state)
        if is_postgres(editor):
            editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            return
        for event in ("update", "delete"):
            editor.execute(f"DROP TRIGGER {table}_no_{event}")

    def describe(self) -> str:
        return f"Make {self.model_name} append-only"


class Writable(AppendOnly):
    """Take `AppendOnly` off while a migration adds columns; SQLite remakes the table for that.

    Put `AppendOnly` after the columns again: the two are each other's inverse.
    """

    put_on, take_off = AppendOnly.take_off, AppendOnly.put_on

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


class RefuseWhen(InTheDatabase):
    """Refuse events on `model_name` while `condition` holds, where it must look at other tables.

    `condition` is SQL that both databases read, over `NEW`, or over `{row}`: the row after an INSERT
    or before a DELETE, and either of the two at an UPDATE. `{tables}` in it are filled from `tables`,
    names to models ("units.Area" in another app). `says` is the sentence of the refusal; without it,
    the name is. On SQLite a migration that remakes one of these tables takes the triggers off first
    and puts them back after.
    """

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
        super().__init__(model_name)
        self.name, self.condition = name, condition
        self.tables, self.events, self.says = tables or {}, events, says or name

    def put_on(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        tables = {key: self.table(app_label, state, one) for key, one in self.tables.items()}
        write = self._postgres if is_postgres(editor) else self._sqlite
        for event in self.events:
            rows = {"INSERT": ("NEW",), "DELETE": ("OLD",)}.get(event, ("OLD", "NEW"))
            either = dict.fromkeys(self.condition.format(row=row, **tables) for row in rows)
            condition = " OR ".join(f"({one})" for one in either)
            for statement in write(self.table(app_label, state), event, condition):
                editor.execute(statement)

    def take_off(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        place = f" ON {self.table(app_label, state)}" if is_postgres(editor) else ""
        for event in self.events:
            editor.execute(f"DROP TRIGGER {self.name}_{event.lower()}{place}")

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


class CopiedAlong(InTheDatabase):
    """Keep `column` of `model_name` what `source` of the row is that `through` refers to.

    A list by what its rows refer to is then read from one index. Whoever writes a row, the database
    fills the column; the rows that stand are the migration's to fill. `source` must never change,
    unless it hangs on the column `changing` of what is referred to: then the rows follow it.
    """

    def __init__(
        self,
        model_name: str,
        *,
        column: str,
        through: str,
        source: str,
        of: str,
        name: str,
        changing: str = "",
    ) -> None:
        super().__init__(model_name)
        self.column, self.through, self.source = column, through, source
        self.of, self.name, self.changing = of, name, changing

    def put_on(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        table, of = self.table(app_label, state), self.table(app_label, state, self.of)
        value = f"(SELECT {self.source} FROM {of} WHERE id = NEW.{self.through})"  # noqa: S608
        fill = f"UPDATE {table} SET {self.column} = {value} WHERE id = NEW.id"  # noqa: S608
        if not is_postgres(editor):
            editor.execute(
                f"CREATE TRIGGER {self.name}_insert AFTER INSERT ON {table} BEGIN {fill}; END"
            )
            editor.execute(
                f"""CREATE TRIGGER {self.name}_update AFTER UPDATE ON {table}
                WHEN NEW.{self.column} IS NOT {value} BEGIN {fill}; END"""
            )
            if self.changing:
                editor.execute(
                    f"""CREATE TRIGGER {self.name}_follows AFTER UPDATE OF {self.changing} ON {of}
                    BEGIN {self._touch(table)}; END"""
                )
            return
        editor.execute(
            f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.{self.column} := {value}; RETURN NEW; END $$"""
        )
        editor.execute(
            f"""CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {self.name}()"""
        )
        if self.changing:
            editor.execute(
                f"""CREATE OR REPLACE FUNCTION {self.name}_follows() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN {self._touch(table)}; RETURN NULL; END $$"""
            )
            editor.execute(
                f"""CREATE TRIGGER {self.name}_follows AFTER UPDATE OF {self.changing} ON {of}
                FOR EACH ROW EXECUTE FUNCTION {self.name}_follows()"""
            )

    def take_off(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        follows = [f"{self.name}_follows"] if self.changing else []
        if is_postgres(editor):
            editor.execute(f"DROP TRIGGER {self.name} ON {self.table(app_label, state)}")
            for name in follows:
                editor.execute(f"DROP TRIGGER {name} ON {self.table(app_label, state, self.of)}")
            return
        for name in (f"{self.name}_insert", f"{self.name}_update", *follows):
            editor.execute(f"DROP TRIGGER {name}")

    def describe(self) -> str:
        return f"Keep by trigger: {self.name}"

    def _touch(self, table: str) -> str:
        """Write the rows that refer to a changed one as they are: they fill their column anew."""
        return f"UPDATE {table} SET {self.column} = {self.column} WHERE {self.through} = NEW.id"  # noqa: S608


class LeavesMarks(InTheDatabase):
    """Have whoever changes rows of `model_name` leave marks: what was counted of them does not hold.

    `counted` are the columns whose change is marked, `says` what a mark says of a `changed` row, by the
    column of the mark; `joined` (of `tables`, as with `RefuseWhen`) is what it needs besides. Marks
    only ever come, so that nobody waits for another. A statement leaves each mark once; SQLite, which
    knows no statements, one for each row. Only what `events` names is looked at.
    """

    def __init__(
        self,
        model_name: str,
        *,
        name: str,
        marks: str,
        counted: tuple[str, ...],
        says: dict[str, str],
        joined: str = "",
        tables: dict[str, str] | None = None,
        events: tuple[str, ...] = ("INSERT", "DELETE", "UPDATE"),
    ) -> None:
        super().__init__(model_name)
        self.name, self.marks, self.counted = name, marks, ("id", *counted)
        self.says, self.joined, self.tables, self.events = says, joined, tables or {}, events

    def put_on(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        tables = {key: self.table(app_label, state, one) for key, one in self.tables.items()}
        write = self._postgres if is_postgres(editor) else self._sqlite
        marks, joined = self.table(app_label, state, self.marks), self.joined.format(**tables)
        rows = {"INSERT": "NEW", "DELETE": "OLD", "UPDATE": ""}
        for event in self.events:
            for statement in write(self.table(app_label, state), marks, joined, event, rows[event]):
                editor.execute(statement)

    def take_off(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        place = f" ON {self.table(app_label, state)}" if is_postgres(editor) else ""
        for event in self.events:
            editor.execute(f"DROP TRIGGER {self.name}_{event.lower()}{place}")

    def describe(self) -> str:
        return f"Mark by trigger: {self.name}"

    def _insert(self, marks: str, rows: str, joined: str) -> str:
        columns, values = ", ".join(self.says), ", ".join(self.says.values())
        return (
            f"INSERT INTO {marks} ({columns}) SELECT DISTINCT {values} "  # noqa: S608
            f"FROM ({rows}) AS changed {joined};"
        )

    def _postgres(
        self, table: str, marks: str, joined: str, event: str, rows: str
    ) -> Iterator[str]:
        columns = ", ".join(f'"{one}"' for one in self.counted)  # one is named "end"
        name = f"{self.name}_{event.lower()}"
        old, new = f"SELECT {columns} FROM old_rows", f"SELECT {columns} FROM new_rows"  # noqa: S608
        known = {"NEW": "NEW TABLE AS new_rows", "OLD": "OLD TABLE AS old_rows"}
        changed = {"NEW": new, "OLD": old}.get(
            rows, f"({old} EXCEPT {new}) UNION ALL ({new} EXCEPT {old})"
        )
        yield f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN {self._insert(marks, changed, joined)} RETURN NULL; END $$"""
        yield f"""CREATE TRIGGER {name} AFTER {event} ON {table}
            REFERENCING {known.get(rows, " ".join(known.values()))}
            FOR EACH STATEMENT EXECUTE FUNCTION {name}()"""

    def _sqlite(self, table: str, marks: str, joined: str, event: str, rows: str) -> Iterator[str]:
        differs = " OR ".join(f'OLD."{one}" IS NOT NEW."{one}"' for one in self.counted)
        inserts = (
            self._insert(
                marks,
                "SELECT " + ", ".join(f'{row}."{one}" AS "{one}"' for one in self.counted),
                joined,
            )
            for row in ([rows] if rows else ["OLD", "NEW"])
        )
        yield f"""CREATE TRIGGER {self.name}_{event.lower()} AFTER {event} ON {table}
            {"" if rows else f"WHEN {differs}"} BEGIN {" ".join(inserts)} END"""


class LeavesNoMarks(LeavesMarks):
    """Take a `LeavesMarks` off while a migration alters the table of its marks; put it on again after."""

    put_on, take_off = LeavesMarks.take_off, LeavesMarks.put_on

    def describe(self) -> str:
        return f"Mark no more: {self.name}"


class Allow(RefuseWhen):
    """Take a `RefuseWhen` off while a migration alters its tables; put it after them again."""

    put_on, take_off = RefuseWhen.take_off, RefuseWhen.put_on

    @classmethod
    def what(cls, refused: RefuseWhen) -> "Allow":
        return cls(
            refused.model_name, name=refused.name, condition=refused.condition,
            tables=refused.tables, events=refused.events, says=refused.says,
        )  # fmt: skip

    def describe(self) -> str:
        return f"Lift for a while: {self.name}"
