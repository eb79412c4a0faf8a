"""A worker among the background processes, from its start to its end."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from portal.jobs.actions import appear, leave
from portal.jobs.heartbeat import beating
from portal.jobs.models import BackgroundProcess

WORKER = BackgroundProcess.Role.WORKER
log = logging.getLogger(__name__)


@contextmanager
def worker_present() -> Iterator[None]:
    """Keep the worker's row fresh until the block ends; then take it away."""
    name = f"{socket.gethostname()}:{os.getpid()}"

    def beat() -> bool:
        appear(WORKER, name)
        return True

    try:
        with beating(beat, at_once=True):
            yield
    finally:
        _leave(name)


def _leave(name: str) -> None:
    try:
        leave(WORKER, name)
    except DatabaseError:
        log.warning("The database is away; the worker's row is left to go stale")
    finally:
        connection.close()
