"""What a room above the reception book joins to a visit or a matter; it registers itself here.

The book knows no submissions (đơn) and no settlement, yet a visit brings a paper along, a matter's
page shows what lies in it, and a matter that turns out a denunciation is purged everywhere at once.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import QuerySet

from citizens.receptions.entries import CaseEntry
from citizens.receptions.models import Handling, Matter, Reception
from citizens.receptions.rules import Known
from portal.access import Scope
from portal.calendar.rules import Deadline
from portal.units.models import Organisation


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page that another room draws: its template, and what the template is handed."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TermOfVisit:
    """What the law asks of a matter after a visit: until when, and the day it was done."""

    matter_id: int
    label: str
    deadline: Deadline
    done_on: date | None


class JoinedRoom(ABC):
    """What a room answers when something happens to a visit or a matter; all in the same transaction."""

    @abstractmethod
    def visit_logged(self, handling: Handling, case: CaseEntry, *, by: Scope, on: date) -> None:
        """A visit was written, with this matter."""

    @abstractmethod
    def visit_corrected(self, reception: Reception, *, by: Scope) -> None:
        """The day or the people of a visit were corrected. May raise `ValidationError`."""

    @abstractmethod
    def visit_followed(self, handling: Handling) -> None:
        """What became of a matter after a visit was written down."""

    @abstractmethod
    def visit_voided(self, reception: Reception, *, reason: str, by: Scope, at: datetime) -> None:
        """A visit was struck out."""

    @abstractmethod
    def told_of_people(self, matter: Matter, visits: Sequence[Reception]) -> list[Known]:
        """Return everybody of whom the room's rows tell that they brought this matter, or came then."""

    @abstractmethod
    def purge(
        self, matter: Matter, visits: Sequence[Reception], secrets: Sequence[Known], *, by: Scope
    ) -> None:
        """The matter becomes a denunciation: erase who brought it from rows, texts, audit values."""

    @abstractmethod
    def reclassified(self, matter: Matter) -> None:
        """The matter is of another kind now; who was erased stays erased."""

    @abstractmethod
    def handed_over(
        self, matter: Matter, *, to: Organisation, on: date, document_number: str, by: Scope,
        today: date,
    ) -> None:  # fmt: skip
        """The office of `by` gave the matter to another. May raise `ValidationError`."""

    @abstractmethod
    def taken_over(self, matter: Matter) -> None:
        """The heir of the office that held the matter goes on in its place."""

    @abstractmethod
    def matters_with(self, number: str) -> QuerySet[Any]:
        """Return the ids of the matters that somebody with this identity number brought elsewhere."""

    @abstractmethod
    def at_work(self, up_to: date) -> QuerySet[Any]:
        """Return the ids of the matters that the room works on still, or did after that day."""

    @abstractmethod
    def terms_of_visit(self, reception: Reception) -> list[TermOfVisit]:
        """Return what the law asks after a visit that the reader may read, by its book or its papers."""

    @abstractmethod
    def on_number(self, number: str, scope: Scope) -> Panel | None:
        """Return what the room's own rows tell of somebody with this identity number."""

    @abstractmethod
    def on_visit(self, reception: Reception, scope: Scope, *, on: date) -> Panel | None: ...

    @abstractmethod
    def on_matter(self, matter: Matter, scope: Scope, *, held: bool) -> Panel | None:
        """Return what stands on a matter's page; `held`: the scope's office holds it now."""


R = TypeVar("R", bound=JoinedRoom)
_ROOMS: list[JoinedRoom] = []


def joined(room: type[R]) -> type[R]:
    """Register a room."""
    _ROOMS.append(room())
    return room


def rooms() -> Iterator[JoinedRoom]:
    yield from _ROOMS
