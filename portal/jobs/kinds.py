"""What kinds of background work there are: how each is carried out, and by which clock it comes due.

    @job_kind("reports_remind", title="Nhắc hạn báo cáo", cron="0 7 * * *")
    def remind(run: JobRun) -> None: ...

A kind with `cron` (five fields, clock of Vietnam) is handed out by the scheduler. `JobsConfig`
imports every room's `tasks` module, so that each process knows them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.jobs.rules import Missed

if TYPE_CHECKING:
    from portal.jobs.run import JobRun

Handler = Callable[["JobRun"], None]


@dataclass(frozen=True, slots=True)
class JobKind:
    name: str
    title: str
    handler: Handler
    cron: str = ""
    missed: Missed = Missed.NEWEST


KINDS: dict[str, JobKind] = {}


def job_kind(
    name: str, *, title: str, cron: str = "", missed: Missed = Missed.NEWEST
) -> Callable[[Handler], Handler]:
    """Register the function that carries out jobs of this kind. It may be run again at any point."""

    def register(handler: Handler) -> Handler:
        KINDS[name] = JobKind(name, title, handler, cron, missed)
        return handler

    return register


def title_of(kind: str) -> str:
    """Return the Vietnamese name of a kind; of one that the program no longer has, the bare name."""
    return KINDS[kind].title if kind in KINDS else kind


def scheduled() -> list[JobKind]:
    return [kind for kind in KINDS.values() if kind.cron]
