"""The portal's own programs, started on the suite's database and killed without mercy."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.db import connection

from scripts.throwaway import Cluster, Queue, answers_on, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
LEASE_SECONDS = 3
# As `manage.py scheduler`, with the kinds of the trials.
SCHEDULER = (
    "import django; django.setup(); import tests.faults.kinds; "
    "from django.core.management import call_command; call_command('scheduler')"
)
Program = subprocess.Popen[bytes]


def environment(**more: str) -> dict[str, str]:
    about = connection.settings_dict
    address = f"postgres://{about['USER']}@{about['HOST']}:{about['PORT']}/{about['NAME']}"
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    return {
        **os.environ, "DATABASE_URL": address, "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
        "PYTHONWARNINGS": "ignore", "HTTPS": "off", "STATIC_STORAGE": plain,
        "LOG_LEVEL": "CRITICAL", **more,
    }  # fmt: skip


@contextmanager
def program(command: list[str], **more: str) -> Iterator[Program]:
    """Run it as the head of a group of its own; nothing of it is left after the block."""
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(**more), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            kill(process)


def kill(process: Program) -> None:
    """SIGKILL to the program and to all that it began."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait(10)


def worker(**more: str) -> AbstractContextManager[Program]:
    command = [sys.executable, "-m", "celery", "-A", "portal", "-q", "worker", "--concurrency", "1"]
    return program([*command, "-I", "tests.faults.kinds", "--loglevel", "critical",
                    "--without-gossip", "--without-mingle"], **more)  # fmt: skip


def scheduler(**more: str) -> AbstractContextManager[Program]:
    return program([sys.executable, "-c", SCHEDULER], DJANGO_SETTINGS_MODULE="portal.settings",
                   **more)  # fmt: skip


@contextmanager
def web(**more: str) -> Iterator[tuple[Program, int]]:
    port = free_port()
    command = [
        *[sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}"],
        *["--worker-class", "gthread", "--workers", "2", "--threads", "12", "--preload"],
        *["--log-level", "critical"],
    ]
    with program(command, **more) as process:
        assert eventually(lambda: answers_on(port)), "the web server did not start"
        yield process, port


def children(process: Program) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(each) for each in listed.split()]


def eventually(true: Callable[[], bool], seconds: float = 90) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def trial_cluster() -> Cluster:
    folder, _, port = os.environ["TRIAL_POSTGRES"].rpartition(":")
    return Cluster(Path(folder), int(port))


def trial_queue() -> Queue:
    folder, _, port = os.environ["TRIAL_REDIS"].rpartition(":")
    return Queue(Path(folder), int(port))
