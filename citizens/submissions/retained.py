"""What of the petition book is destroyed by a decision: of a filed paper, who signed and what was noted.

The paper keeps its number, its days and its outcome: the book and the reports stay true. Of all other
papers the same goes once nothing is done with their matter any more.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from citizens.submissions.exports import book
from citizens.submissions.kinds import SubmissionOutcome
from citizens.submissions.models import Petitioner, Submission
from citizens.submissions.reading import matters_at_work
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


def _settled(up_to: date, unit_id: int) -> Rows:
    """Papers of matters that were done with by that day, and papers struck out, of which something is left."""
    signed = Petitioner.objects.filter(submission=OuterRef("pk"))
    papers = Submission.objects.filter(
        Q(decided_on__lte=up_to) | Q(voided_at__isnull=False), received_on__lte=up_to,
        organisation__in=organisations_of(unit_id),
    )  # fmt: skip
    papers = papers.exclude(outcome=SubmissionOutcome.FILED)
    return papers.exclude(matter__in=matters_at_work(up_to)).filter(Q(Exists(signed)) | ~Q(note=""))


def _destroy(papers: list[Any]) -> None:
    pks = [paper.pk for paper in papers]
    Petitioner.objects.filter(submission__in=pks).delete()
    Submission.objects.filter(pk__in=pks).update(note="")
    erase_values_about(Submission, pks)
    forget_tables((book.name,))


retained(RetentionClass("filed_submissions", "Đơn lưu, không xử lý", _filed, _destroy))
retained(
    RetentionClass("submissions", "Người đứng đơn của đơn đã giải quyết xong", _settled, _destroy)
)
