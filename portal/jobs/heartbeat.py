"""Saying "I live" while the work itself says nothing: a thread that beats on its own connection."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, connection

log = logging.getLogger(__name__)


@contextmanager
def beating(beat: Callable[[], bool], *, at_once: bool = False) -> Iterator[None]:
    """Call `beat` four times a lease until the block ends, or `beat` says that there is no use.

    The first call comes after a quarter of a lease, or `at_once`.
    """
    stop = Event()
    thread = Thread(target=_keep_beating, args=(beat, stop, at_once), daemon=True, name="heartbeat")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _keep_beating(beat: Callable[[], bool], stop: Event, at_once: bool) -> None:
    pause = settings.JOB_LEASE.total_seconds() / 4
    while not stop.wait(0 if at_once else pause):
        at_once = False
        try:
            if not beat():
                return
        except DatabaseError:
            log.warning("The database did not take a heartbeat; trying again")
        finally:
            connection.close()
