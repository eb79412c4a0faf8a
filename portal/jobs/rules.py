"""When scheduled work is due, and what is made up after a sleep or a jump of the clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from cronsim import CronSim

MOST_AT_ONCE = 500
MAX_ATTEMPTS_IN_VAIN = 5
MAX_ATTEMPTS_OF_AN_ITEM = 3


class Missed(Enum):
    """What is made up of the slots that the scheduler slept through.

    NEWEST where one run does all that has come due by then (drafts of ended periods, reminders):
    the older slots would find nothing to do. EVERY where each slot is work of its own.
    """

    NEWEST = "newest"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Due:
    """The slots to hand out now, the slot the next look starts from, and what is worth telling."""

    slots: tuple[datetime, ...]
    last: datetime
    note: str = ""


def due(cron: str, *, last: datetime | None, now: datetime, missed: Missed) -> Due:
    """Return what has come due since the slot `last`; both times in the zone that `cron` means.

    The first look ever hands out the newest slot. A `last` that lies ahead of the clock means that
    the clock was set back: counting starts again from now, and the job's key keeps a slot that was
    handed out before from being handed out twice. At most `MOST_AT_ONCE` slots come at once; the
    next look goes on from there.
    """
    newest = newest_slot(cron, now)
    if last is None:
        return Due((newest,), newest)
    if last > now:
        note = f"Đồng hồ đã lùi: lần chạy {clock(last)} nằm sau giờ hiện tại; lịch tính lại từ {clock(now)}."
        return Due((), newest, note)
    slots = _slots_between(cron, last, now)
    if not slots:
        return Due((), last)
    if missed is Missed.NEWEST:
        note = _slept(len(slots) - 1, last, newest, made_up=1)
        return Due((newest,), newest, note)
    return Due(slots, slots[-1], _slept(len(slots) - 1, last, slots[-1], made_up=len(slots)))


def newest_slot(cron: str, now: datetime) -> datetime:
    """Return the last slot that is not after `now`."""
    slot: datetime = next(CronSim(cron, now + timedelta(seconds=1), reverse=True))
    return slot


def next_slot(cron: str, after: datetime) -> datetime:
    slot: datetime = next(CronSim(cron, after))
    return slot


def clock(moment: datetime) -> str:
    return f"{moment:%H:%M %d/%m/%Y}"


def _slots_between(cron: str, last: datetime, now: datetime) -> tuple[datetime, ...]:
    found: list[datetime] = []
    for slot in CronSim(cron, last):
        if slot > now or len(found) == MOST_AT_ONCE:
            break
        found.append(slot)
    return tuple(found)


def _slept(skipped: int, last: datetime, newest: datetime, *, made_up: int) -> str:
    if skipped < 1:
        return ""
    return (
        f"Bộ lập lịch đã lỡ {skipped} lần chạy sau {clock(last)}; "
        f"đã chạy bù {made_up} lần, đến lần {clock(newest)}."
    )
