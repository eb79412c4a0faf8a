"""A day marked or taken back later re-dates what is open, and says so.

The calendar lies below the rooms that keep due dates. A room registers what of its own depends on
the calendar with `@redated`; this module finds, moves, records and has the people told. Every step
may be repeated: a row and the note of its move are written in one transaction, a move has a unique
key, and what is moved already is not found again.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from django.db import models, transaction

from portal.access import Scope
from portal.audit.actions import record
from portal.calendar.models import DayOff, Redating
from portal.calendar.rules import Calendars, Moved
from portal.hrefs import href

MOST_AT_ONCE = 200  # more than this is a background job


@dataclass(frozen=True, slots=True)
class Change:
    """A marked day that comes or goes, with the calendars as they are without and with that."""

    day_off: DayOff
    taken_back: bool
    before: Calendars
    after: Calendars

    @property
    def day(self) -> date:
        return self.day_off.day

    @property
    def because(self) -> str:
        return self.day_off.because(taken_back=self.taken_back)

    @property
    def key(self) -> str:
        return f"{self.day_off.pk}:{'bo' if self.taken_back else 'them'}"

    def concerns(self, province: int) -> bool:
        """Tell whether the day is one of the nation or of this province."""
        return self.day_off.province_id in (None, province)


@dataclass(frozen=True, slots=True)
class Move:
    """One open row whose stored due date follows the calendar; `title` names no citizen."""

    row: models.Model
    organisation_id: int
    title: str
    href: str
    before: date
    after: date


class RedatedRows(ABC):
    """What a room registers: how to find its open rows, to move one, and to tell its people."""

    key: ClassVar[str]
    label: ClassVar[str]

    @abstractmethod
    def moves(self, change: Change) -> Iterator[Move]:
        """Yield each open row whose due date the change moves and that does not stand there yet."""

    @abstractmethod
    def move(self, move: Move, *, because: str, by: Scope | None) -> models.Model | None:
        """Set the new date if the row is still open and still has the old one; return the record
        to which the audit entry belongs, None when there was nothing to move."""

    @abstractmethod
    def tell(self, moved: Mapping[int, int], *, text: str, key: str, href: str, on: date) -> None:
        """Tell the people of each organisation once; `moved` counts its rows, `text` takes `{n}`."""


T = TypeVar("T", bound=RedatedRows)
_ROOMS: dict[str, RedatedRows] = {}


def redated(rows: type[T]) -> type[T]:
    """Register what a room re-dates."""
    _ROOMS[rows.key] = rows()
    return rows


Told = Callable[[Change, date], None]
_TOLD: list[Told] = []


def told_of_changes(tells: Told) -> Told:
    """Register a room's function that tells its people what a change means for rows that keep their day.

    It may be called again for the same change.
    """
    _TOLD.append(tells)
    return tells


def tell_rooms(change: Change, *, on: date) -> None:
    for tells in _TOLD:
        tells(change, on)


def label_of(key: str) -> str:
    return _ROOMS[key].label


def coming(day_off: DayOff) -> Change:
    """The change that marking a day would make; the row need not be saved yet."""
    now = DayOff.objects.calendars_around([day_off.day])
    return Change(day_off, False, now, now.marking(day_off.marked, day_off.province_id))


def going(day_off: DayOff) -> Change:
    """The change that taking a day back would make; the row still stands."""
    now = DayOff.objects.calendars_around([day_off.day])
    return Change(day_off, True, now, now.without(day_off.day, day_off.province_id))


def made(day_off: DayOff, *, taken_back: bool) -> Change:
    """The change that was made: the calendar as it stands is the one after it."""
    now, province = DayOff.objects.calendars_around([day_off.day]), day_off.province_id
    if taken_back:
        return Change(day_off, True, now.marking(day_off.marked, province), now)
    return Change(day_off, False, now.without(day_off.day, province), now)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change would move in one room: how many rows, and from which day to which."""

    label: str
    count: int
    spans: tuple[tuple[date, date, int], ...]


def foresee(change: Change) -> list[Foreseen]:
    """Return what would move, without the rows themselves: an administrator need not read them."""
    found = []
    for room in _ROOMS.values():
        spans: dict[tuple[date, date], int] = {}
        for move in room.moves(change):
            span = (move.before, move.after)
            spans[span] = spans.get(span, 0) + 1
        if spans:
            listed = tuple((*span, count) for span, count in sorted(spans.items()))
            found.append(Foreseen(room.label, sum(spans.values()), listed))
    return found


def redate(
    change: Change, *, by: Scope | None, on: date, step: Callable[[int], None] = lambda _: None
) -> int:
    """Move every open date that follows the change, and tell whom it concerns; may be run again.

    `step` is called with the number of rows seen so far. Returns how many were moved.
    """
    seen = moved = 0
    for room in _ROOMS.values():
        for move in room.moves(change):
            moved += _move(room, move, change, by=by)
            seen += 1
            step(seen)
        _tell(room, change, on=on)
    tell_rooms(change, on=on)
    return moved


@transaction.atomic
def _move(room: RedatedRows, move: Move, change: Change, *, by: Scope | None) -> bool:
    """Move one row with the note of it and its entry in the record: all three, or none."""
    _, fresh = Redating.objects.get_or_create(
        day_off=change.day_off, taken_back=change.taken_back, kind=room.key, row_id=move.row.pk,
        defaults={
            "organisation_id": move.organisation_id, "title": move.title[:200],
            "href": move.href, "before": move.before, "after": move.after,
        },
    )  # fmt: skip
    target = room.move(move, because=change.because, by=by) if fresh else None
    if target is None:  # somebody closed it, or moved it, in between
        transaction.set_rollback(True)
        return False
    record(
        act="calendar.redate", target=target, by=by, organisation_id=move.organisation_id,
        says=f"{move.title}: {Moved(move.before, move.after, change.because).sentence}",
    )  # fmt: skip
    return True


def _tell(room: RedatedRows, change: Change, *, on: date) -> None:
    rows = Redating.objects.because_of(change.day_off, taken_back=change.taken_back)
    moved = rows.per_organisation(room.key)
    if moved:
        room.tell(
            moved, text=f"{room.label}: {{n}} hạn được dời vì {change.because}.",
            key=f"redated:{change.key}:{room.key}",
            href=href("calendar:moved", change.day_off.pk), on=on,
        )  # fmt: skip
