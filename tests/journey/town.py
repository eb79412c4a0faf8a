"""A town of its own for the journey: a database, a data folder, and the portal's real programs.

Web server and worker are the commands that `make run` starts. Each may be started on another day:
work is given in one year's November and reported in the next.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from portal.management.commands.serve import answers, scheduler, web, worker
from scripts.throwaway import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
CLOCK = Path(__file__).resolve().parent / "clock"


@dataclass(frozen=True)
class Town:
    """Where the journey takes place."""

    folder: Path
    database: str
    queue: str

    def environment(self, at: datetime) -> dict[str, str]:
        """A production start, over plain HTTP, at that moment."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return kept | {
            "JOURNEY_BEGINS": at.isoformat(),
            "PYTHONPATH": f"{CLOCK}:{ROOT}",
            "PYTHONWARNINGS": "ignore",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": self.database,
            "REDIS_URL": self.queue,
            "DATA_DIR": str(self.folder),
            "HTTPS": "0",
            "LOG_LEVEL": "WARNING",
        }

    @contextmanager
    def open_on(self, at: datetime) -> Iterator[str]:
        """Run web server, worker and scheduler as of that moment; give the address.

        As a demo, so that its people need no second step: that has a journey of its own,
        `tests/accounts/test_entry_in_browser.py`.
        """
        port, deadline = free_port(), time.monotonic() + 60
        with ExitStack() as programs:
            for command in (web(port), worker(), scheduler()):
                programs.enter_context(_running(command, self.environment(at) | {"DEMO": "1"}))
            while not answers(port):
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """Run a program in a session of its own until the block ends; then none of it is left."""
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as process:
        try:
            yield
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def settled(folder: Path, at: datetime) -> Iterator[Town]:
    """Make the town's database and load what a start loads, and the cast; drop it at the end."""
    server, name = os.environ["DATABASE_URL"], f"journey_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {_copied()}")
        try:
            address = urlsplit(server)._replace(path=f"/{name}").geturl()
            town = Town(folder, address, os.environ["REDIS_URL"])
            command = [sys.executable, "-m", "tests.journey.prepare"]
            subprocess.run(command, cwd=ROOT, env=town.environment(at), check=True)
            yield town
        finally:
            with suppress(psycopg.Error):
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _copied() -> str:
    """While one works on the journey itself: start from a prepared database instead of an empty one."""
    prepared = os.environ.get("JOURNEY_TEMPLATE", "")
    return f"TEMPLATE {prepared}" if prepared else ""
