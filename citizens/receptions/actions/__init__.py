"""Writing the reception book."""

from citizens.receptions.actions.days import plan_day, settle_day
from citizens.receptions.actions.exports import note_book_taken
from citizens.receptions.actions.importing import import_book
from citizens.receptions.actions.matters import (
    follow_up,
    hand_over,
    reclassify,
    rewrite_matter,
    take_over,
)
from citizens.receptions.actions.unmasking import unmask
from citizens.receptions.actions.visits import add_case, correct, log_reception, void
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry

__all__ = [
    "CaseEntry",
    "PersonEntry",
    "VisitEntry",
    "add_case",
    "correct",
    "follow_up",
    "hand_over",
    "import_book",
    "log_reception",
    "note_book_taken",
    "plan_day",
    "reclassify",
    "rewrite_matter",
    "settle_day",
    "take_over",
    "unmask",
    "void",
]
