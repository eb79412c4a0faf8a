"""Several programs under one foreground process, begun in order and ended in order.

Each child leads a session of its own, so that the terminal's Ctrl-C reaches only the parent: the
parent then ends the children in the order that loses nothing, the broker last. A child whose
parent is killed outright is told by the kernel (Linux) and ends too.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

PATIENCE_SECONDS = 8.0
TICK_SECONDS = 0.1
PR_SET_PDEATHSIG = 1


class ChildEndedError(Exception):
    """A program that should have gone on came to an end by itself."""


class AskedToStopError(Exception):
    """Ctrl-C, or the signal that ends a service."""


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    name: str
    stage: int  # the higher end first, those of one stage together
    process: subprocess.Popen[bytes]

    def send(self, number: signal.Signals) -> None:
        """Signal the child and all that it began."""
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return

    def ask_to_end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def has_ended_by(self, deadline: float) -> bool:
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        return True


@dataclass
class Supervisor:
    """Use as a context: whatever happens inside, nothing is left running after it."""

    children: list[Child] = field(default_factory=list)

    def __enter__(self) -> "Supervisor":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for stage in sorted({child.stage for child in self.children}, reverse=True):
            self._end([child for child in self.children if child.stage == stage])

    @staticmethod
    def _stop(number: int, frame: FrameType | None) -> None:
        raise AskedToStopError

    def start(
        self, name: str, command: list[str], environment: dict[str, str], *, stage: int
    ) -> None:
        process = subprocess.Popen(  # noqa: S603 - the commands are our own
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # no thread runs in the parent
        )
        self.children.append(Child(name, stage, process))

    def check(self) -> None:
        for child in self.children:
            if child.process.poll() is not None:
                raise ChildEndedError(child.name)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> bool:
        """Wait until `ready()` says so; False when it does not within `seconds`."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                return False
            time.sleep(TICK_SECONDS)
        return True

    def watch(self) -> None:
        """Wait for a signal, or for a child that ends by itself."""
        while True:
            self.check()
            time.sleep(0.5)

    def _end(self, children: list[Child]) -> None:
        """Ask politely, wait for all together, then insist."""
        for child in children:
            child.ask_to_end()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for child in children:
            child.has_ended_by(deadline)
        for child in children:
            child.send(signal.SIGKILL)  # what is left of its group, even when its leader has gone
            child.process.wait()
