"""The rules of submissions: pure functions, each with the article it comes from."""

from citizens.submissions.rules.papers import (
    decision_problems,
    paper_problems,
    second_complaint_warning,
    secret_problems,
    signatories_problem,
)

__all__ = [
    "decision_problems",
    "paper_problems",
    "second_complaint_warning",
    "secret_problems",
    "signatories_problem",
]
