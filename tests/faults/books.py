"""What the book of visits holds: whole rows, numbers without gaps, each key once."""

from dataclasses import dataclass

from citizens.receptions.models import Handling, Matter, Reception, Visitor
from portal.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Counts:
    receptions: int
    matters: int
    handlings: int
    visitors: int
    entries: int

    def __sub__(self, before: "Counts") -> "Counts":
        names = self.__slots__
        return Counts(*(getattr(self, name) - getattr(before, name) for name in names))


def counts() -> Counts:
    return Counts(
        Reception.objects.count(), Matter.objects.count(), Handling.objects.count(),
        Visitor.objects.count(), Entry.objects.filter(act="reception.log").count(),
    )  # fmt: skip


def made(visits: int) -> Counts:
    """What so many visits leave: of each kind of row one, and one entry of the audit record."""
    return Counts(visits, visits, visits, visits, visits)


def numbers_are_whole() -> bool:
    """The numbers of each book run from 1 without a gap or a double."""
    books: dict[int, list[int]] = {}
    for book, number in Reception.objects.values_list("series_id", "number"):
        books.setdefault(book, []).append(number)
    return all(sorted(found) == list(range(1, len(found) + 1)) for found in books.values())
