"""What is typed of submissions."""

from citizens.submissions.forms.decisions import DecisionForm
from citizens.submissions.forms.papers import (
    MOST_PETITIONERS,
    CorrectionForm,
    SubmissionForm,
    VoidForm,
    people_of,
)

__all__ = [
    "MOST_PETITIONERS",
    "CorrectionForm",
    "DecisionForm",
    "SubmissionForm",
    "VoidForm",
    "people_of",
]
