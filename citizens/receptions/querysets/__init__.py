"""Reads over the reception book. Whose rows: the People's Committee's own, and those of the units it follows."""

from citizens.receptions.querysets.matters import (
    HOST_ORDER,
    HandlingQuerySet,
    MatterOwnerQuerySet,
    MatterQuerySet,
    Offices,
    owners_with_places,
)
from citizens.receptions.querysets.visits import (
    ReceptionDayQuerySet,
    ReceptionQuerySet,
    SeriesQuerySet,
    VisitorQuerySet,
    digest_of,
    is_number,
    keeps_a_book,
    own_books,
)

__all__ = [
    "HOST_ORDER",
    "HandlingQuerySet",
    "MatterOwnerQuerySet",
    "MatterQuerySet",
    "Offices",
    "ReceptionDayQuerySet",
    "ReceptionQuerySet",
    "SeriesQuerySet",
    "VisitorQuerySet",
    "digest_of",
    "is_number",
    "keeps_a_book",
    "own_books",
    "owners_with_places",
]
