"""Reads over the petition book. Whose rows: who holds the matter, and who held it when the paper came."""

from citizens.submissions.querysets.papers import (
    PetitionerQuerySet,
    SubmissionQuerySet,
    SubmissionSeriesQuerySet,
    now_held_by,
)
from citizens.submissions.querysets.settlements import (
    LegalTermQuerySet,
    SettlementQuerySet,
    number_like,
)

__all__ = [
    "LegalTermQuerySet",
    "PetitionerQuerySet",
    "SettlementQuerySet",
    "SubmissionQuerySet",
    "SubmissionSeriesQuerySet",
    "now_held_by",
    "number_like",
]
