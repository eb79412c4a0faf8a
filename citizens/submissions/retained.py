"""What of the petition book is destroyed by a decision: of a filed paper, who signed and what was noted.

The paper keeps its number, its days and its outcome: the book and the reports stay true. All other
papers go with the file of their matter.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from citizens.submissions.exports import book
from citizens.submissions.kinds import SubmissionOutcome
from citizens.submissions.models import Petitioner, Submission
from portal.exports.actions import forget_tables
from portal.retention.classes import RetentionClass, Rows, retained
from portal.retention.retained import erase_values_about, organisations_of


def _filed(up_to: date, unit_id: int) -> Rows:
    """Papers filed by that day of which something is left to destroy."""
    signed = Petitioner.objects.filter(submission=OuterRef("pk"))
    filed = Submission.objects.filter(
        outcome=SubmissionOutcome.FILED, decided_on__lte=up_to,
        organisation__in=organisations_of(unit_id),
    )  # fmt: skip
    return filed.filter(Q(Exists(signed)) | ~Q(note=""))


def _destroy(papers: list[Any]) -> None:
    pks = [paper.pk for paper in papers]
    Petitioner.objects.filter(submission__in=pks).delete()
    Submission.objects.filter(pk__in=pks).update(note="")
    erase_values_about(Submission, pks)
    forget_tables((book.name,))


retained(RetentionClass("filed_submissions", "Đơn lưu, không xử lý", _filed, _destroy))
