"""What a process of the web server brings in ahead of the first page that needs it.

A room registers what is heavy and needed by few pages: `warmed(statistics.bring_in)`. It is done in
each worker after its fork, aside and once the first pages have had their time, so that neither the
start nor they wait for it; whoever needs it sooner brings it in as before.
"""

from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any

# Gunicorn reads this module as its configuration (`--config python:portal.warming`).
AFTER = 5  # seconds: a start is done, and whoever waited for it has the first page
_HEAVY: list[Callable[[], None]] = []


def warmed(bring_in: Callable[[], None]) -> None:
    """Register something heavy; called by `ready` of a room's app."""
    _HEAVY.append(bring_in)


def post_worker_init(_worker: Any) -> None:
    """Gunicorn's hook: a worker is about to take requests."""
    Thread(target=bring_in_all, args=[AFTER], name="warming", daemon=True).start()


def bring_in_all(after: float) -> None:
    sleep(after)
    for bring_in in _HEAVY:
        bring_in()
