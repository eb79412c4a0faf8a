"""Submissions (đơn): the paper and who signed it, how it was settled, what the law asks until when."""

from citizens.submissions.models.papers import Petitioner, Submission, SubmissionSeries
from citizens.submissions.models.settlements import Remedy, Settlement, Suspension
from citizens.submissions.models.terms import LegalTerm

__all__ = [
    "LegalTerm",
    "Petitioner",
    "Remedy",
    "Settlement",
    "Submission",
    "SubmissionSeries",
    "Suspension",
]
