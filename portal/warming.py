"""What a process of the web server brings in ahead of the first page that needs it, and keeps for good.

A room registers what is heavy and needed by few pages: `warmed(statistics.bring_in)`. It is done in
each worker after its fork, aside and once the first pages have had their time, so that neither the
start nor they wait for it; whoever needs it sooner brings it in as before.

What is brought in stays as long as the process does, so the garbage collector is told not to look
through it again: half a million objects are a tenth of a second in which all four threads wait.
"""

import gc
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


def when_ready(_server: Any) -> None:
    """Gunicorn's hook: the portal is loaded, no worker is forked yet; they share what is kept."""
    keep_what_is_there()


def post_worker_init(_worker: Any) -> None:
    """Gunicorn's hook: a worker is about to take requests."""
    Thread(target=bring_in_all, args=[AFTER], name="warming", daemon=True).start()


def bring_in_all(after: float) -> None:
    sleep(after)
    for bring_in in _HEAVY:
        bring_in()
    keep_what_is_there()


def keep_what_is_there() -> None:
    """Take all that is alive now out of the collector's sight, the leavings of loading first."""
    gc.collect()
    gc.freeze()
