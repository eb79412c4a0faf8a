"""The country to measure on, and the portal serving it: a real gunicorn as `manage.py serve` starts it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts import throwaway
from scripts.system import CannotGoOnError

ROOT = Path(__file__).resolve().parents[2]
DATABASE, SCALE = "BENCH_DATABASE_URL", "BENCH_SCALE"
USUAL_SCALE = "0.05"
SETTINGS = "tests.bench.settings"
PATIENCE_SECONDS = 120  # a busy machine starts the portal slowly


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory of the server's processes together, in MiB: now, and at its highest."""

    now: int
    highest: int


class Server:
    """A running server. Only 127.0.0.1 is ever asked."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self._process = port, process

    def memory(self) -> Memory:
        pids = [self._process.pid, *_children(self._process.pid)]
        found = [_status(pid) for pid in pids]
        return Memory(
            sum(one["VmRSS"] for one in found) // 1024, sum(one["VmHWM"] for one in found) // 1024
        )


@contextmanager
def country() -> Iterator[str]:
    """Point Django at the country: the one of BENCH_DATABASE_URL, or a throw-away one, seeded here.

    Returns a sentence that tells which. Django is set up inside.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="portal-bench-"))
        given = os.environ.get(DATABASE, "")
        os.environ["DATABASE_URL"] = given or stack.enter_context(throwaway.postgres()).address
        os.environ["REDIS_URL"] = stack.enter_context(throwaway.embedded_broker())
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": SETTINGS, "LOG_LEVEL": "ERROR"}
        scale = os.environ.get(SCALE, USUAL_SCALE)
        if not given:
            _manage("migrate", "-v0")
            _manage("seed_scale", "--scale", scale)
        import django

        django.setup()
        from portal.startup import prepare_static

        prepare_static()
        yield "cơ sở dữ liệu cho sẵn" if given else f"cả nước × {scale}, tạo rồi bỏ"


@contextmanager
def serving() -> Iterator[Server]:
    from portal.management.commands.serve import web

    port = throwaway.free_port()
    log = subprocess.DEVNULL
    with subprocess.Popen(web(port), cwd=ROOT, stdout=log) as process:
        try:
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not throwaway.answers_on(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise CannotGoOnError("máy chủ web không khởi động")
                time.sleep(0.1)
            yield Server(port, process)
        finally:
            process.terminate()
            process.wait(20)


def _manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def _status(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    pairs = (line.split() for line in lines if line.startswith(("VmRSS", "VmHWM")))
    return {words[0].rstrip(":"): int(words[1]) for words in pairs}
