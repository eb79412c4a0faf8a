"""A matter turns out a denunciation: its papers forget who signed them (Luật Tố cáo Điều 8, 56)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model, Q

from citizens.receptions.models import Matter, Reception
from citizens.receptions.rules import Known, cleared, emptied
from citizens.submissions.models import Petitioner, Settlement, Submission
from citizens.submissions.querysets import SubmissionQuerySet
from portal.access import Scope
from portal.audit.actions import erase_values
from portal.exports.actions import forget_tables

WHY = "vụ việc chuyển thành tố cáo"
# The names under which the petition book and the list of settlements are exported.
BOOK, SETTLEMENTS = "so-don", "giai-quyet"
# Every text of a paper in which somebody may have written a name.
_TEXTS = ("sender", "sender_document", "agency", "reason", "document_number")
_NOTES = ("note", "void_reason")  # of people more than of offices
_TEXTS_OF_SETTLEMENT = ("accepted_document", "decision_number", "decided_by", "content")


def papers_of(matter: Matter, visits: Sequence[Reception]) -> SubmissionQuerySet:
    return Submission.objects.filter(Q(matter=matter) | Q(reception__in=visits))


def told_of_people(matter: Matter, visits: Sequence[Reception]) -> list[Known]:
    """Return who signed these papers."""
    papers = papers_of(matter, visits)
    signed = Petitioner.objects.filter(submission__in=papers).select_related("submission")
    return [one.known for one in signed]


def purge(
    matter: Matter, visits: Sequence[Reception], secrets: Sequence[Known], *, by: Scope
) -> None:
    papers = papers_of(matter, visits)
    units = list(papers.values_list("organisation__unit_id", flat=True))
    forget_tables((BOOK, SETTLEMENTS), units=units)
    Petitioner.objects.filter(submission__in=papers).delete()
    for paper in papers:
        columns = {name: _cut(paper, name, secrets) for name in _TEXTS}
        columns |= {name: _cut(paper, name, secrets, by=emptied) for name in _NOTES}
        if paper.sender and not columns["sender"]:
            columns["sender"] = "(đã xóa)"
        is_secret = paper.is_secret or paper.matter_id == matter.pk
        Submission.objects.filter(pk=paper.pk).update(is_secret=is_secret, **columns)
        erase_values(target=paper, by=by, why=WHY)


def purge_settlements(matter: Matter, secrets: Sequence[Known], *, by: Scope) -> None:
    for settlement in Settlement.objects.filter(matter=matter):
        columns = {name: _cut(settlement, name, secrets) for name in _TEXTS_OF_SETTLEMENT}
        Settlement.objects.filter(pk=settlement.pk).update(**columns)
        for one in settlement.suspensions.all():
            one.document_number = _cut(one, "document_number", secrets)
            one.reason = _cut(one, "reason", secrets)
            one.save(update_fields=["document_number", "reason"])
        erase_values(target=settlement, by=by, why=WHY)


def open_again(matter: Matter) -> None:
    """A paper of what is no denunciation any more is an ordinary one, where its visit is."""
    opened = Submission.objects.filter(matter=matter).exclude(reception__is_secret=True)
    opened.update(is_secret=False)


def _cut(
    row: Model, name: str, secrets: Sequence[Known],
    by: Callable[[str, Sequence[Known]], str] = cleared,
) -> str:  # fmt: skip
    column: Any = row._meta.get_field(name)
    return by(getattr(row, name), secrets)[: column.max_length]
