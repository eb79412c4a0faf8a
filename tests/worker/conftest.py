"""A real Celery worker on the suite's own database, for tests that carry the mark `services`."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
StartWorker = Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]


@pytest.fixture
def services(transactional_db: None) -> None:
    """The real services, and rows that other processes see."""
    if connection.vendor != "postgresql" or not settings.REDIS_URL.startswith("redis://"):
        pytest.skip("cần PostgreSQL và Redis: chạy `make test`")


@pytest.fixture
def start_worker(services: None) -> StartWorker:
    """What starts a worker, which runs until the block ends."""
    return _worker


@contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    about = connection.settings_dict
    address = f"postgres://{about['USER']}@{about['HOST']}:{about['PORT']}/{about['NAME']}"
    command = [sys.executable, "-m", "celery", "-A", "portal", "-q", "worker", "-P", "solo"]
    with subprocess.Popen(
        [*command, "-I", "tests.worker.kinds", "--loglevel", "warning"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address, "PYTHONWARNINGS": "ignore"},
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], bool]:
    """What waits until something is true, and says whether it became so in time."""

    def wait(true: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + 120
        while not true() and time.monotonic() < deadline:
            time.sleep(0.1)
        return true()

    return wait
