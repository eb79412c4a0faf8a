"""A job that counts, and the queue without a queue."""

from collections.abc import Callable

import pytest

from portal.access import Scope
from portal.jobs.actions import enqueue, life, scheduling, sweeping, take
from portal.jobs.kinds import KINDS, Handler, JobKind
from portal.jobs.models import Job
from portal.jobs.run import JobRun

ScopeOf = Callable[[str], Scope]
SetHandler = Callable[[Handler], None]


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the queue was told, without a queue."""
    told: list[int] = []
    for module in (life, scheduling, sweeping):
        monkeypatch.setattr(module, "send", told.append, raising=False)
    return told


@pytest.fixture
def handled_by(monkeypatch: pytest.MonkeyPatch) -> SetHandler:
    """Have jobs of the kind `count` carried out by a function of the test."""

    def handle(handler: Handler) -> None:
        monkeypatch.setitem(KINDS, "count", JobKind("count", "Đếm", handler))

    return handle


@pytest.fixture
def job(scopes: ScopeOf) -> Job:
    return enqueue("count", {"to": 3}, title="Đếm", key="count:1", by=scopes("sonoivu"))


@pytest.fixture
def run(job: Job) -> JobRun:
    """The job, taken by a first worker."""
    taken = take(job.pk, worker="w1")
    assert taken is not None
    return taken
