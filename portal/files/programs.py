"""Programs of the system that open what somebody sent: a process of its own, poor in everything.

Each runs in an empty folder, without the portal's environment, within bounds of time, memory and
disk, and without a network where the kernel lets a process give it up (`unshare`).
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

_LARGEST_FILE = 200 * 1024 * 1024
_PATH = "/usr/local/bin:/usr/bin:/bin"


class ProgramAbsent(Exception):
    """Which program of the system is missing, and the package that brings it."""

    def __init__(self, program: str, package: str) -> None:
        super().__init__(f"{program} (gói {package})")


class ProgramFailed(Exception):
    """A program did not do it: it refused the file, or went over its time or memory."""


@contextmanager
def workroom() -> Iterator[Path]:
    """An empty folder for one run, gone afterwards."""
    with TemporaryDirectory(prefix="portal-file-") as folder:
        yield Path(folder)


def require(program: str, *, package: str) -> None:
    """Raises `ProgramAbsent` when the system has no such program."""
    if shutil.which(program, path=_PATH) is None:
        raise ProgramAbsent(program, package)


def run(command: list[str], *, folder: Path, seconds: int) -> bytes:
    """Return what `command` prints. Raises `ProgramFailed`; nothing of it runs on afterwards."""
    with subprocess.Popen(  # noqa: S603 - our own command; the file is no part of it
        [*_bounds(seconds), *_alone(), *command],
        cwd=folder,
        env={"PATH": _PATH, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
        | {"OMP_THREAD_LIMIT": "1"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            printed, complained = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise ProgramFailed(f"{command[0]}: over {seconds} s") from error
        finally:
            _end_all(process)
    if process.returncode:
        said = complained.decode(errors="replace").strip()[-300:]
        raise ProgramFailed(f"{command[0]}: {process.returncode} {said}")
    return printed


def _bounds(seconds: int) -> list[str]:
    memory = settings.PROGRAM_MEMORY_BYTES
    bounds = (f"--as={memory}", f"--cpu={seconds}", f"--fsize={_LARGEST_FILE}", "--core=0")
    return ["prlimit", *bounds]


@cache
def _alone() -> list[str]:
    """What takes the network away; nothing where the kernel forbids that (most containers)."""
    cut_off = ["unshare", "--map-current-user", "--net"]
    try:
        tried = subprocess.run([*cut_off, "true"], capture_output=True, check=False)  # noqa: S603
    except OSError:
        return []
    return [] if tried.returncode else cut_off


def _end_all(process: "subprocess.Popen[bytes]") -> None:
    """End the program and what it started: they are a group of their own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
