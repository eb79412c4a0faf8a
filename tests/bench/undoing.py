"""Measuring writes on a country that others measure on as well: each run is rolled back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def undone() -> Iterator[None]:
    """Leave nothing in the country, however it ends."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def each_undone(act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        with undone():
            act()

    return run
