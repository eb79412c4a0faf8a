"""Whatever happens to the foreground process, nothing that it began goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal import supervisor as supervising
from portal.supervisor import AskedToStopError, ChildEndedError, Supervisor

ENDS_WHEN_ASKED = """
import pathlib, signal, sys, time
def end(*_):
    with open(sys.argv[1], "a") as log: log.write(sys.argv[2])
    sys.exit()
signal.signal(signal.SIGTERM, end)
pathlib.Path(sys.argv[1] + sys.argv[2]).touch()
time.sleep(60)
"""
STUBBORN = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = os.fork()
pathlib.Path(f"{sys.argv[1]}.{os.getpid()}").touch()
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _signals_as_they_were(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(supervising, "PATIENCE_SECONDS", 0.5)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    before[signal.SIGHUP] = signal.getsignal(signal.SIGHUP)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def python(code: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", code, *map(str, arguments)]


def environment() -> dict[str, str]:
    return dict(os.environ)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().split(")")[1].split()[0]


def eventually(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_the_broker_ends_after_those_who_need_it(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Supervisor() as running:
        running.start("broker", python(ENDS_WHEN_ASKED, log, "b"), environment(), stage=0)
        running.start("web", python(ENDS_WHEN_ASKED, log, "w"), environment(), stage=1)
        ready = [tmp_path / "logb", tmp_path / "logw"]
        assert running.wait_until(lambda: all(p.exists() for p in ready), seconds=10)
    assert log.read_text() == "wb"


def test_a_child_that_will_not_end_is_killed_with_what_it_began(tmp_path: Path) -> None:
    with Supervisor() as running:
        running.start("worker", python(STUBBORN, tmp_path / "pid"), environment(), stage=0)
        assert running.wait_until(lambda: len(list(tmp_path.iterdir())) == 2, seconds=10)
    processes = [int(path.suffix[1:]) for path in tmp_path.iterdir()]
    assert eventually(lambda: not any(is_running(process) for process in processes))


def test_a_child_that_ends_by_itself_is_named() -> None:
    with Supervisor() as running:
        running.start("web", python("pass"), environment(), stage=0)
        with pytest.raises(ChildEndedError, match="web"):
            running.watch()


def test_waiting_for_what_never_comes_has_an_end() -> None:
    with Supervisor() as running:
        running.start("web", python("import time; time.sleep(60)"), environment(), stage=0)
        assert not running.wait_until(lambda: False, seconds=0.3)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything(number: signal.Signals) -> None:
    with Supervisor() as running:
        running.start("web", python("import time; time.sleep(60)"), environment(), stage=0)
        with pytest.raises(AskedToStopError):
            signal.raise_signal(number)
    assert running.children[0].process.returncode is not None


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's")
def test_children_end_when_the_parent_is_killed_outright(tmp_path: Path) -> None:
    code = """
import os, sys, time
from portal.supervisor import Supervisor
sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
with Supervisor() as running:
    running.start("web", sleep, dict(os.environ), stage=0)
    print(running.children[0].process.pid, flush=True)
    time.sleep(60)
"""
    with subprocess.Popen(python(code), stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
    assert eventually(lambda: not is_running(child))
