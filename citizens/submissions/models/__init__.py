"""Submissions (đơn): the paper and who signed it, how it was settled, what the law asks until when."""

from citizens.submissions.models.papers import Petitioner, Submission, SubmissionSeries
from citizens.submissions.models.settlements import (
    Remedy,
    RemedyStep,
    Settlement,
    Suspension,
)
from citizens.submissions.models.terms import LegalTerm

__all__ = [
    "LegalTerm",
    "Petitioner",
    "Remedy",
    "RemedyStep",
    "Settlement",
    "Submission",
    "SubmissionSeries",
    "Suspension",
]
