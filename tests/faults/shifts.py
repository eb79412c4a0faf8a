"""Workers one after another: the next one begins where the last was killed."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection, models, transaction

from tests.faults.programs import Program, eventually, kill, worker


class Shift:
    """One worker at a time."""

    def __init__(self, stack: ExitStack, **environment: str) -> None:
        self._stack, self._environment = stack, environment
        self.on_duty: Program | None = None

    def next(self) -> None:
        self.on_duty = self._stack.enter_context(worker(**self._environment))

    def kill(self) -> None:
        assert self.on_duty is not None
        kill(self.on_duty)

    @contextmanager
    def stopped_at(self, row: models.Model) -> Iterator[None]:
        """Hold a row until the worker waits for it, in the midst of its work; then kill that one."""
        held: Any = type(row)._default_manager.select_for_update()
        with transaction.atomic():
            held.get(pk=row.pk)
            yield
            assert eventually(someone_waits_for_a_row), f"never came to {row!r}"
            self.kill()


def someone_waits_for_a_row() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
