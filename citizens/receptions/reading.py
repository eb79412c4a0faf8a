"""What the pages of a visit, a matter and the schedule show, put together from rows and rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from citizens.receptions import questions
from citizens.receptions.deadlines import with_deadlines
from citizens.receptions.joined import Panel, TermOfVisit, rooms
from citizens.receptions.kinds import DayState
from citizens.receptions.models import Handling, Matter, Reception, ReceptionDay, Visitor
from citizens.receptions.rules import MonthKept, head_days_kept, publicised_in_time
from portal.access import Scope
from portal.calendar.explaining import calendars_near, explain
from portal.calendar.rules import DaysOff, last_day_of_month
from portal.lists import Bounded, first_of, first_rows
from portal.units.models import Organisation
from portal.units.querysets import patterns_of

MONTHS_SHOWN, MATTERS_OFFERED = 6, 8


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person of a visit with the number masked."""

    visitor: Visitor
    masked: str


@dataclass(frozen=True, slots=True)
class HandlingShown:
    """A matter at a visit with what the law asks for beside the reply, which it stores itself."""

    handling: Handling
    terms: list[TermOfVisit]


@dataclass(frozen=True, slots=True)
class DayShown:
    """A reception day; `in_time` tells whether it was made public early enough, None: not known."""

    day: ReceptionDay
    in_time: bool | None


def people_masked(reception: Reception) -> list[PersonShown]:
    return [PersonShown(one, one.masked_number) for one in reception.visitors.all()]


def handlings_of(reception: Reception) -> list[HandlingShown]:
    """Return each matter of the visit with its deadlines, and whether they were kept."""
    handlings = list(reception.handlings.all())
    explain((with_deadlines, handlings))
    terms = [term for room in rooms() for term in room.terms_of_visit(reception)]
    return [
        HandlingShown(one, [term for term in terms if term.matter_id == one.matter_id])
        for one in handlings
    ]


def visits_of(matter: Matter, scope: Scope) -> Bounded[Handling]:
    """Return the visits of a matter that the scope may read, newest first."""
    visits = with_deadlines(questions.visits_of(scope, matter.pk))
    return first_of(visits, questions.VISITS_SHOWN)


def matters_called(text: str, scope: Scope) -> list[Matter]:
    """Return the newest matters with these words that an office of the scope's books holds or held."""
    words = patterns_of(text)
    if not words:
        return []
    books = questions.books_of(scope)
    found = questions.newest_called(books, words)
    return found if len(found) == questions.CALLED else questions.called(books, words)


def panels_of_number(number: str, scope: Scope) -> list[Panel]:
    """Return what the rooms above know of somebody with this identity number."""
    found = (room.on_number(number, scope) for room in rooms())
    return [panel for panel in found if panel is not None]


def cases_of(reception: Reception) -> int:
    """Return how many matters stand at a visit fetched `with_book()`."""
    return len(reception.handlings.all())


def brought_before(reception: Reception, scope: Scope) -> Bounded[Matter]:
    """Return the held matters that the people of a visit brought at others, and not at this one."""
    people = Visitor.objects.visible_to(scope).like_those_of(reception)
    known = Matter.objects.editable_by(scope).brought_by(people)
    return first_rows(known.not_at(reception).latest_first(), MATTERS_OFFERED)


def panels_of_visit(reception: Reception, scope: Scope, *, on: date) -> list[Panel]:
    """Return what the rooms above show on a visit's page."""
    found = (room.on_visit(reception, scope, on=on) for room in rooms())
    return [panel for panel in found if panel is not None]


def panels_of_matter(matter: Matter, scope: Scope, *, held: bool) -> list[Panel]:
    found = (room.on_matter(matter, scope, held=held) for room in rooms())
    return [panel for panel in found if panel is not None]


def first_values(reception: Reception) -> dict[str, Any]:
    names = (
        "received_on", "channel", "host", "mode", "official_name", "head_count", "note",
        "corrections",
    )  # fmt: skip
    return {name: getattr(reception, name) for name in names}


def handling_values(handling: Handling) -> dict[str, Any]:
    names = (
        "outcome", "agency", "document_number", "solved_by", "replied_on", "reply_kind", "result",
    )  # fmt: skip
    return {name: getattr(handling, name) for name in names}


def days_off_for(office: Organisation, days: Iterable[ReceptionDay], *, on: date) -> DaysOff:
    """Return the days off that the page of these days, and of the head's last months, counts with."""
    shown = [day for row in days for day in (row.day, row.publicised_on)]
    calendars = calendars_near([on, _first_month(on), *shown])
    return calendars.of(office.unit.province.pk)


def months_kept(office: Organisation, days_off: DaysOff, *, on: date) -> list[MonthKept]:
    """Return the head's last months, newest first: what the law asks, what was kept."""
    last = last_day_of_month(on.year, on.month)
    rows = questions.heads_days((office.pk,), _first_month(on), last)
    held = [row.day for row in rows if row.state == DayState.HELD]
    planned = [row.day for row in rows if row.state == DayState.PLANNED]
    return [
        head_days_kept(year, month, held=held, planned=planned, on=on, days_off=days_off)
        for year, month in _months_back(on)
    ]


def shown_day(row: ReceptionDay, days_off: DaysOff) -> DayShown:
    """Return a day with whether it was public five working days before."""
    return DayShown(row, publicised_in_time(row.publicised_on, row.day, days_off))


def leader_of(organisation_id: int, *, on: date) -> str:
    """Return the name of who leads the office, "" when nobody is posted so."""
    return next((one.user.full_name for one in questions.leaders(on, organisation_id)), "")


def _first_month(on: date) -> date:
    """The first day of the earliest month shown."""
    *_, (year, month) = _months_back(on)
    return date(year, month, 1)


def _months_back(on: date) -> Iterator[tuple[int, int]]:
    place = on.year * 12 + on.month - 1
    for back in range(MONTHS_SHOWN):
        yield (place - back) // 12, (place - back) % 12 + 1
