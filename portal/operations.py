"""The base of migration operations that only the database knows of: triggers, indexes of its own."""

from abc import ABC, abstractmethod
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


class InTheDatabase(Operation, ABC):
    """Put something of the database's own on the table of `model_name`, and take it off again."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    @abstractmethod
    def put_on(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        """Put it on, in a database whose models are those of `state`."""

    @abstractmethod
    def take_off(self, app_label: str, editor: BaseDatabaseSchemaEditor, state: Any) -> None:
        """Take it off again."""

    def table(self, app_label: str, state: Any, model_name: str = "") -> str:
        """The table of the operation's model, or of another ("units.Area" in another app)."""
        name = model_name or self.model_name
        named = name if "." in name else f"{app_label}.{name}"
        return str(state.apps.get_model(named)._meta.db_table)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models' state does not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self.put_on(app_label, schema_editor, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        self.take_off(app_label, schema_editor, from_state)


def is_postgres(editor: BaseDatabaseSchemaEditor) -> bool:
    return editor.connection.vendor == "postgresql"
