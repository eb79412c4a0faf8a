"""Reads over the petition book. Whose rows: who holds the matter, and who held it when the paper came."""

from citizens.submissions.querysets.papers import (
    PetitionerQuerySet,
    SubmissionQuerySet,
    SubmissionSeriesQuerySet,
    now_held_by,
)

__all__ = ["PetitionerQuerySet", "SubmissionQuerySet", "SubmissionSeriesQuerySet", "now_held_by"]
