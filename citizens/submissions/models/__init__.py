"""Submissions (đơn): the paper and who signed it."""

from citizens.submissions.models.papers import Petitioner, Submission, SubmissionSeries

__all__ = ["Petitioner", "Submission", "SubmissionSeries"]
