"""Writing the petition book, and how its matters are settled."""

from citizens.submissions.actions.decisions import correct_sent_on, decide
from citizens.submissions.actions.exports import note_book_taken, note_settlements_taken
from citizens.submissions.actions.papers import correct_submission, log_submission, void_submission
from citizens.submissions.actions.settlements import (
    carry_in,
    end_settlement,
    keep_remedies,
    resume,
    set_term,
    suspend,
)
from citizens.submissions.actions.unmasking import unmask

__all__ = [
    "carry_in",
    "correct_sent_on",
    "correct_submission",
    "decide",
    "end_settlement",
    "keep_remedies",
    "log_submission",
    "note_book_taken",
    "note_settlements_taken",
    "resume",
    "set_term",
    "suspend",
    "unmask",
    "void_submission",
]
