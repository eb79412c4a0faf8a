"""Reminding of what falls due, alike for every room: whom, of how much, and each thing once.

A room counts what is open by organisation and due day. A day to come is told once at each of T-10,
T-3 and T-0 to who does the work; what is late is told once a week, and each week one rung higher.
The key of a notice says what was told, so a run may be repeated at any point, and what the scheduler
slept through is made good by the next one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.access import POWERS, Power, Role
from portal.accounts.models import Posting
from portal.calendar.rules import DaysOff, Rung, days_named, late_until, speaks_for, time_left
from portal.notices.actions import tell, who_may
from portal.notices.kinds import NoticeKind
from portal.units.models import AdministrativeUnit, Organisation

Counts = Mapping[int, Mapping[date, int]]  # by organisation: how much is due on which day


@dataclass(frozen=True, slots=True)
class Subject:
    """What a room reminds of: its name, whose work it is, where the open and the late ones stand."""

    key: str
    kind: NoticeKind
    power: Power
    noun: str
    open_href: Callable[[date], str]
    late_href: Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Reminder:
    key: str
    text: str
    href: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Province:
    """The organisations of a province that have something due, and how much."""

    unit: AdministrativeUnit
    counts: Counts


def by_province(rows: Iterable[tuple[int, date, int]]) -> dict[str, Province]:
    """Sort what is due (organisation, day, how much) by province, under whose calendar it is told."""
    counts: dict[int, dict[date, int]] = defaultdict(dict)
    for organisation_id, due_on, number in rows:
        counts[organisation_id][due_on] = number
    found: dict[int, tuple[AdministrativeUnit, dict[int, Mapping[date, int]]]] = {}
    for one in Organisation.objects.filter(pk__in=counts).with_places():
        province = one.unit.province
        found.setdefault(province.pk, (province, {}))[1][one.pk] = counts[one.pk]
    return {str(pk): Province(unit, theirs) for pk, (unit, theirs) in found.items()}


def remind(subject: Subject, counts: Counts, *, on: date, days_off: DaysOff) -> None:
    """Tell who does the work of each organisation, and who leads it, what they were not told yet."""
    if (eve := speaks_for(on, days_off)) is None:
        return
    doers = who_may(subject.power, organisations=counts.keys(), on=on)
    for (organisation_id, rung), postings in _by_rung(doers).items():
        for one in reminders(subject, counts[organisation_id], rung, on=on, eve=eve):
            say(one, postings, kind=subject.kind)


def say(reminder: Reminder, postings: Iterable[Posting], *, kind: NoticeKind) -> None:
    tell(
        postings=postings, kind=kind, key=reminder.key, text=reminder.text, href=reminder.href,
        urgent=reminder.urgent,
    )  # fmt: skip


def reminders(
    subject: Subject, due: Mapping[date, int], rung: Rung, *, on: date, eve: date
) -> Iterator[Reminder]:
    """Yield what a rung of one organisation is told on a day that speaks for all until `eve`."""
    if rung is Rung.OFFICIAL:
        for day, number in sorted(due.items()):
            reached = days_named(day, by=eve) if day >= on else None
            if reached is not None:
                yield Reminder(
                    f"{subject.key}:{day:%Y-%m-%d}:T-{reached}",
                    f"{number} {subject.noun} {time_left(day, on)} (ngày cuối {day:%d/%m/%Y}).",
                    subject.open_href(day), urgent=day <= eve,
                )  # fmt: skip
    until = late_until(rung, on)
    if late := {day: number for day, number in due.items() if day <= until}:
        said = f"{sum(late.values())} {subject.noun} {time_left(max(late), on)}"
        yield late_reminder(subject, f"{said}{_longest(late, on)}.", until=until, on=on)


def late_reminder(subject: Subject, text: str, *, until: date, on: date) -> Reminder:
    """Return what is told once a week of all that was due until a day."""
    return Reminder(f"{subject.key}:late:{on:%G-%V}", text, subject.late_href(until), urgent=True)


def _longest(late: Mapping[date, int], on: date) -> str:
    """Say since when the oldest is late, where that is not the same for all."""
    return f", lâu nhất {(on - min(late)).days} ngày" if len(late) > 1 else ""


def _by_rung(doers: Iterable[Posting]) -> dict[tuple[int, Rung], list[Posting]]:
    """Sort people by organisation and rung; where nobody stands below, the leader does the work."""
    found: dict[tuple[int, Rung], list[Posting]] = defaultdict(list)
    for one in doers:
        leads = Power.REPORT_SIGN in POWERS[Role(one.role)]
        found[one.organisation_id, Rung.LEADER if leads else Rung.OFFICIAL].append(one)
    for organisation_id, rung in list(found):
        if rung is Rung.LEADER and (organisation_id, Rung.OFFICIAL) not in found:
            found[organisation_id, Rung.OFFICIAL] = found.pop((organisation_id, rung))
    return dict(found)
