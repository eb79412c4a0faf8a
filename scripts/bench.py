"""Run the benchmarks of `tests/bench/` and print ratios: how often slower than the plain thing.

A benchmark is a function `bench_…` in a file `bench_….py` that gives lines to print, most often
`Comparison`s. Nothing is asserted about time: machines differ, ratios tell.
"""

import gc
import importlib.util
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Protocol

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "bench"
AT_LEAST_SECONDS = 0.5
AT_LEAST_RUNS = 5


@dataclass(frozen=True)
class Comparison:
    """A thing measured beside a plainer one that does the least that could be done."""

    what: str
    seconds: float
    plain: str
    plain_seconds: float
    note: str = ""

    def line(self) -> str:
        ratio = self.seconds / self.plain_seconds
        times = f"{self.seconds * 1e3:.2f} ms, {self.plain} {self.plain_seconds * 1e3:.2f} ms"
        return f"{ratio:8.1f}×  {self.what} ({times}){'; ' + self.note if self.note else ''}"


def best_of(act: Callable[[], object]) -> float:
    """Return the shortest time of several runs: the one that was disturbed least."""
    act()
    gc.collect()
    times: list[float] = []
    while len(times) < AT_LEAST_RUNS or sum(times) < AT_LEAST_SECONDS:
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times)


def loaded(path: Path) -> ModuleType:
    about = importlib.util.spec_from_file_location(path.stem, path)
    assert about is not None
    assert about.loader is not None
    module = importlib.util.module_from_spec(about)
    about.loader.exec_module(module)
    return module


class Printed(Protocol):
    """What a benchmark gives: a line to print."""

    def line(self) -> str: ...


def benchmarks(word: str) -> Iterator[Callable[[], Iterable[Printed]]]:
    for path in sorted(FOLDER.glob("bench_*.py")):
        module = loaded(path)
        for name in sorted(vars(module)):
            if name.startswith("bench_") and word in f"{path.stem}.{name}":
                yield getattr(module, name)


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    for bench in benchmarks(arguments[0] if arguments else ""):
        for printed in bench():
            print(printed.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
