"""One command starts the whole portal, and Ctrl-C leaves nothing of it."""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from portal.accounts.models import User
from portal.management.commands.serve import first_steps

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST_START_SECONDS = 180


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def environment(data: Path, port: int) -> dict[str, str]:
    """Return a bare environment: what is not given here is as on a new host."""
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(data), "PORT": str(port)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment(data, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        try:
            wait_for_welcome(process, port)
            yield process, port
        finally:
            process.kill()


def wait_for_welcome(process: subprocess.Popen[str], port: int) -> None:
    assert process.stdout is not None
    deadline = time.monotonic() + FIRST_START_SECONDS
    seen = []
    for line in process.stdout:
        seen.append(line)
        if f"http://127.0.0.1:{port}/" in line:
            return
        assert time.monotonic() < deadline, seen
    pytest.fail("".join(seen))


def processes_of(data: Path) -> list[str]:
    """Return the command of each process that was started with this data folder.

    The broker writes its title over its environment, but names the folder in that title.
    """
    mark = f"DATA_DIR={data}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            given = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if command and (mark in given or str(data) in command):
            found.append(command)
    return found


def status_of_start_page(port: int) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("GET", "/", headers={"X-Forwarded-Proto": "https"})
        return line.getresponse().status


def rows(data: Path, table: str) -> int:
    with closing(sqlite3.connect(data / "portal.sqlite3")) as database:
        count: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    return count


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_web_worker_scheduler_and_broker(data: Path, number: signal.Signals) -> None:
    with serving(data) as (process, port):
        assert status_of_start_page(port) in (200, 302)
        commands = " ".join(processes_of(data))
        assert all(
            name in commands
            for name in ("gunicorn", "celery", "manage.py scheduler", "valkey-server")
        )
        process.send_signal(number)
        assert process.wait(20) == 0
    assert processes_of(data) == []


def test_a_production_start_has_the_units_and_nobody_of_the_demo(data: Path) -> None:
    assert rows(data, "units_administrativeunit") > 10_000
    assert rows(data, "accounts_user") == 0


def test_a_taken_port_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment(tmp_path, taken.getsockname()[1]),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("Cổng ")


@pytest.mark.django_db
def test_a_start_without_the_demo_tells_what_it_needs_before_anybody_can_log_in(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HTTPS = True
    told = "\n".join(first_steps())
    assert "HTTPS=off" in told
    assert "first_administrator" not in told  # the suite's people are there
    monkeypatch.setattr(User.objects, "exists", lambda: False)
    settings.HTTPS = False
    assert list(first_steps()) == [
        "Chưa có tài khoản nào: python manage.py first_administrator --help"
    ]
