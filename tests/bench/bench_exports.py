"""What the longest tables cost: every assignment and every directive of the country as a workbook.

Each table is made in a process of its own, so that its highest memory is its own; beside it stands
openpyxl alone, writing as many rows of the same values. A tenth of the rows is made first: memory that
does not grow with them is bounded. `BENCH_DATABASE_URL` names a country that `manage.py seed_scale` filled.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeVar

from tests.bench.server import country
from tests.bench.sheets import plain_workbook, rows_of

ALIKE = 1000  # rows whose values the plain writer repeats
MIB = 2**20

Result = TypeVar("Result")
Made = tuple[
    float, float, int, int, int
]  # seconds, of them at work, bytes, MiB before, at the most


@dataclass(frozen=True)
class Table:
    what: str
    rows: int
    made: Made
    plain: Made

    def line(self) -> str:
        seconds, worked, size, before, highest = self.made
        _, plain_worked, _, plain_before, plain_highest = self.plain
        return (
            f"{self.what}: {self.rows} dòng, {seconds:.1f} giây (bộ xử lý {worked:.1f}),"
            f" {size / MIB:.1f} MiB, {size / MIB / worked:.3f} MiB/giây, bộ nhớ {before} → {highest}"
            f" MiB; openpyxl trần: bộ xử lý {plain_worked:.1f} giây, {plain_before} →"
            f" {plain_highest} MiB; {worked / plain_worked:.1f}×"
        )


def bench_exports() -> Iterator[Table]:
    with country():
        for what, count, write in _tables():
            for rows in (count // 10, count):
                values = _in_own_process(_values, write)
                yield Table(
                    what, rows, _in_own_process(_measured, lambda n=rows, w=write: w(n)),
                    _in_own_process(
                        _measured, lambda n=rows, v=values: plain_workbook(islice(cycle(v), n))
                    ),
                )  # fmt: skip


def _tables() -> Iterator[tuple[str, int, Callable[[int], bytes]]]:
    """What is written, of how many rows, and how so many of them are."""
    from directives.assignments.models import Assignment
    from directives.assignments.resources import WorkSheet
    from directives.registry.models import Directive
    from directives.registry.resources import DirectiveSheet
    from portal.calendar.clock import today
    from portal.sheets import Part, workbook

    work = Assignment.objects.with_state(today()).for_list().soonest_first()
    papers = Directive.objects.final().order_by("-issued_on", "-id")
    yield (
        "mọi nhiệm vụ", Assignment.objects.count(),
        lambda rows: workbook(Part("Nhiệm vụ", WorkSheet(), work[:rows])),
    )  # fmt: skip
    yield (
        "mọi văn bản", papers.count(),
        lambda rows: workbook(Part("Văn bản", DirectiveSheet(), papers[:rows])),
    )  # fmt: skip


def _values(write: Callable[[int], bytes]) -> list[list[object]]:
    return [[cell.value for cell in line] for line in rows_of(write(ALIKE))]


def _measured(write: Callable[[], bytes]) -> Made:
    before = _memory("VmRSS")
    began, at_work = time.perf_counter(), time.process_time()
    size = len(write())
    worked = time.process_time() - at_work
    return time.perf_counter() - began, worked, size, before, _memory("VmHWM")


def _memory(name: str) -> int:
    lines: Iterable[str] = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) // 1024


def _in_own_process(act: Callable[[Any], Result], given: Any) -> Result:
    """Fork, with no connection to a database taken along, and bring back what came of it."""
    from django.db import connections

    connections.close_all()
    fork = multiprocessing.get_context("fork")
    answers, asked = fork.Pipe(duplex=False)
    process = fork.Process(target=lambda: asked.send(act(given)))
    process.start()
    asked.close()  # so that a process which dies says so here
    answer: Result = answers.recv()
    process.join()
    return answer
