"""Two schedulers at once on a clock that runs, jumps and is set back: each slot once, none lost.

The clock that counts is the database's, so it is a PostgreSQL of its own that runs on a false one; the
schedulers live on the same false clock, as on one host.
"""

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from scripts import system, throwaway
from tests.faults.conftest import Tell
from tests.faults.programs import Program, environment, eventually, kill, scheduler

pytestmark = pytest.mark.faults
HOUR = timedelta(hours=1)


@dataclass
class FalseClock:
    """A file that libfaketime reads at each look at the clock."""

    file: Path
    ahead: timedelta = field(default=timedelta())

    def set(self, ahead: timedelta) -> None:
        self.ahead = ahead
        fresh = self.file.with_suffix(".new")
        fresh.write_text(f"{ahead.total_seconds():+.0f}s\n")
        fresh.chmod(0o644)
        fresh.replace(self.file)

    def variables(self, library: Path) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_RESET": "1",
        }  # fmt: skip


@dataclass
class World:
    """A database and its schedulers under one false clock."""

    clock: FalseClock
    cluster: throwaway.Cluster
    variables: dict[str, str]
    stack: ExitStack

    def scheduler(self) -> Program:
        given = {**self.variables, "DATABASE_URL": self.cluster.address}
        return self.stack.enter_context(scheduler(**given))

    def ask(self, query: str) -> list[Any]:
        with psycopg.connect(self.cluster.address) as line:
            return line.execute(query).fetchall()

    def slots(self, kind: str) -> list[datetime]:
        found = self.ask(f"SELECT arguments->>'slot' FROM jobs_job WHERE kind = '{kind}'")  # noqa: S608
        return sorted(datetime.fromisoformat(slot) for (slot,) in found)

    def now(self) -> datetime:
        found: datetime = self.ask("SELECT now()")[0][0]
        return found

    @contextmanager
    def looked_at(self) -> Iterator[None]:
        """Pages that are read meanwhile are read from this database."""
        mine = dict(connection.settings_dict)
        connection.close()
        connection.settings_dict.update(HOST="127.0.0.1", PORT=self.cluster.port, NAME="postgres")
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(mine)

    def leader(self) -> str:
        return str(self.ask("SELECT holder FROM jobs_schedulerlease")[0][0])


@contextmanager
def borrowed(variables: dict[str, str]) -> Iterator[None]:
    """What is started meanwhile inherits these."""
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in variables:
            del os.environ[name]


@pytest.fixture
def world(tmp_path: Path, trial_database: None) -> Iterator[World]:
    library = system.faketime()
    if library is None:
        pytest.skip("thiếu libfaketime: apt-get install faketime")
    with ExitStack() as stack:
        folder = stack.enter_context(throwaway.folder_of(throwaway.postgres_user()))
        clock = FalseClock(folder / "clock")
        clock.set(timedelta())
        variables = clock.variables(library)
        with borrowed(variables):
            cluster = stack.enter_context(throwaway.postgres())
        copy_tables(cluster)
        programs = stack.enter_context(ExitStack())
        yield World(clock, cluster, variables, programs)


def copy_tables(cluster: throwaway.Cluster) -> None:
    """Give the cluster the tables, the map and the cast of the suite's database, without its jobs."""
    programs, here = system.postgres_folder(), environment()["DATABASE_URL"]
    assert programs is not None
    dump = [str(programs / "pg_dump"), "--exclude-table-data=jobs_*", here]
    load = [str(programs / "psql"), "-q", "-v", "ON_ERROR_STOP=1", cluster.address]
    with subprocess.Popen(dump, stdout=subprocess.PIPE) as dumping:
        subprocess.run(load, stdin=dumping.stdout, stdout=subprocess.DEVNULL, check=True)
    assert dumping.returncode == 0


def hours_between(first: datetime, last: datetime) -> list[datetime]:
    return [first + HOUR * place for place in range(int((last - first) / HOUR) + 1)]


def newest_hour(world: World) -> datetime:
    return world.now().replace(minute=0, second=0, microsecond=0)


def come_to(world: World, ahead: timedelta) -> Callable[[], bool]:
    """Set the clock, and return whether the newest hour has been handed out since."""
    world.clock.set(ahead)
    return lambda: newest_hour(world) in world.slots("trial_every")


@dataclass
class Witness:
    """Adds a line to the table once the rows are whole and the page says the sentence."""

    world: World
    reading: Callable[[str, str], str]
    tell: Tell
    first: datetime
    since: float = field(default_factory=time.monotonic)

    def sees(
        self, fault: str, moment: str, sentence: str, *, until: datetime | None = None
    ) -> None:
        assert eventually(lambda: self.sentence(sentence) is not None, 20), sentence
        slots = self.world.slots("trial_every")
        assert slots == hours_between(self.first, until or newest_hour(self.world))
        rows = f"{len(slots)} lần chạy theo giờ: {len(slots)} việc; mất 0, trùng 0"
        self.tell(fault, moment, rows=rows, says=self.sentence(sentence), since=self.since)
        self.since = time.monotonic()

    def sentence(self, pattern: str) -> str | None:
        with self.world.looked_at():
            found = re.search(pattern, self.reading("quantri", reverse("jobs:list")))
        return found and re.sub(r"<[^>]+>", " ", found[0])


def test_two_schedulers_and_a_clock_that_jumps(
    world: World, reading: Callable[[str, str], str], tell: Tell
) -> None:
    one, other = world.scheduler(), world.scheduler()
    assert eventually(lambda: len(world.ask("SELECT 1 FROM jobs_backgroundprocess")) == 2)
    assert eventually(come_to(world, timedelta()))
    witness = Witness(world, reading, tell, world.slots("trial_every")[0])
    for place in range(1, 4):
        assert eventually(come_to(world, HOUR * place))
    witness.sees("Hai bộ lập lịch cùng lúc", "đồng hồ chạy 3 giờ", "Bản dự phòng</dt><dd>1")

    leader = one if world.leader().endswith(f":{one.pid}") else other
    stands_by = other if leader is one else one
    kill(leader)
    assert eventually(come_to(world, HOUR * 4))
    named = rf"[^ >]+:{stands_by.pid}, nhịp gần nhất [^<]*, điều khiển từ [^<]*"
    witness.sees("Hai bộ lập lịch cùng lúc", "SIGKILL bản điều khiển", named)
    world.scheduler()

    newest_before = len(world.slots("trial_newest"))
    assert eventually(come_to(world, timedelta(days=3)))
    made_up = r"Bộ lập lịch đã lỡ 6\d lần chạy[^<]*đã chạy bù 6\d lần[^<]*"
    witness.sees("Đồng hồ nhảy", "tới 3 ngày", made_up)
    assert len(world.slots("trial_newest")) - newest_before <= 2  # a minute may end meanwhile

    ahead = newest_hour(world)
    world.clock.set(timedelta(days=1))
    witness.sees("Đồng hồ nhảy", "lùi 2 ngày", r"Đồng hồ đã lùi[^<]*", until=ahead)
    for place in (1, 2, 3):  # the clock comes to hours where it has been before
        assert eventually(come_to(world, timedelta(days=1) + HOUR * place))
    assert world.slots("trial_every") == hours_between(witness.first, ahead)
    assert eventually(come_to(world, timedelta(days=3) + HOUR * 2))
    witness.sees("Đồng hồ nhảy", "qua lại những giờ đã qua", r"Bộ lập lịch đã lỡ[^<]*")
