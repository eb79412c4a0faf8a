"""Writing the petition book."""

from citizens.submissions.actions.decisions import decide
from citizens.submissions.actions.exports import note_book_taken
from citizens.submissions.actions.papers import correct_submission, log_submission, void_submission

__all__ = ["correct_submission", "decide", "log_submission", "note_book_taken", "void_submission"]
