"""What is found and decided on a paper; the visit where it was handed in is told by itself."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from citizens.receptions.actions import follow_up
from citizens.receptions.actions.untold import untold
from citizens.receptions.kinds import MatterKind, Outcome, ReplyKind
from citizens.receptions.models import Handling, Matter
from citizens.submissions.actions.papers import changed
from citizens.submissions.actions.settlements import follow_acceptance
from citizens.submissions.actions.terms import keep_terms_of_paper, keep_terms_of_visits
from citizens.submissions.entries import DecisionEntry
from citizens.submissions.kinds import Competence, Condition, SubmissionOutcome
from citizens.submissions.models import Submission
from citizens.submissions.rules import decision_problems
from portal.access import Scope
from portal.audit.actions import record
from portal.overtaken import hold
from portal.units.models import Organisation

# What the reception book and the citizen hear of a decision.
_AT_VISIT = {
    SubmissionOutcome.ACCEPTED: (Outcome.ACCEPTED, ReplyKind.ACCEPTED),
    SubmissionOutcome.GUIDED: (Outcome.GUIDED, ReplyKind.GUIDED),
    SubmissionOutcome.RETURNED: (Outcome.EXPLAINED, ReplyKind.REFUSED),
    SubmissionOutcome.FORWARDED: (Outcome.FORWARDED, ReplyKind.FORWARDED),
    SubmissionOutcome.FILED: (Outcome.EXPLAINED, ReplyKind.REFUSED),
    SubmissionOutcome.REFUSED: (Outcome.EXPLAINED, ReplyKind.REFUSED),
}
_FIXED = ("condition", "competence", "outcome", "decided_on", "in_several_places")
_OF_VISIT = {
    Outcome.ACCEPTED: SubmissionOutcome.ACCEPTED,
    Outcome.GUIDED: SubmissionOutcome.GUIDED,
    Outcome.FORWARDED: SubmissionOutcome.FORWARDED,
}


@transaction.atomic
def decide(*, submission: Submission, decision: DecisionEntry, by: Scope | None, on: date) -> None:
    """Write down what was found and decided; `by` None is the system. Raises `ValidationError`."""
    columns = decided_columns(decision)
    hold(submission.matter, ["kind"])  # first: two papers of a matter begin its settlement in turn
    held: Submission = hold(submission, columns)
    was = held.outcome
    kind = MatterKind(held.matter.kind)
    problems = decision_problems(decision, kind=kind, received_on=held.received_on, on=on)
    if problems:
        raise ValidationError(problems)
    changes = changed(held, columns)
    if not changes:
        return
    for name, value in columns.items():
        setattr(held, name, value)
    held.full_clean(exclude=["series", "organisation", "matter", "reception"])
    held.save(update_fields=list(columns))
    submission.refresh_from_db()
    if kind.is_secret or held.is_secret:
        changes = untold(changes, target=held, by=by)
    record(
        act="submission.decide", target=held, by=by, changes=changes,
        organisation_id=held.organisation_id if by is None else None,
        says=f"Xử lý đơn số {held}: {', '.join(changes)}.",
    )  # fmt: skip
    if by is not None:  # the system sends on, it accepts nothing
        follow_acceptance(held, was=was, by=by)
    keep_terms_of_paper(held)
    keep_terms_of_visits(held.matter)
    _tell_visit(held, by=by, on=on)


@transaction.atomic
def correct_sent_on(
    *, submission: Submission, decision: DecisionEntry, by: Scope, on: date
) -> None:
    """Correct the words and documents of what an office decided before it gave the matter away.

    What was decided, and when, is no longer its to change: deadlines and the settlement are with who
    holds the matter now. Raises `ValidationError`.
    """
    columns = decided_columns(decision)
    if any(columns[name] != getattr(submission, name) for name in _FIXED):
        raise ValidationError(
            "Vụ việc đã chuyển cho cơ quan khác: hướng xử lý và ngày xử lý của đơn không đổi được nữa."
        )
    decide(submission=submission, decision=decision, by=by, on=on)


def send_on(
    matter: Matter, *, to: Organisation, on: date, document_number: str, by: Scope, today: date
) -> None:
    """Close what is open in the giver's books: the matter is another office's, the papers were sent on.

    What was found of the conditions stays. Raises `ValidationError` for a day before a paper came.
    """
    for paper in Submission.objects.in_books(by).of_matter(matter).standing().with_outcome(None):
        if on < paper.received_on:
            said = f"Đơn số {paper} nhận ngày {paper.received_on:%d/%m/%Y}; chọn ngày từ đó."
            raise ValidationError({"on": said})
        decide(submission=paper, decision=sent_to(to, paper, on, document_number), by=by, on=today)


def sent_to(
    to: Organisation, paper: Submission, on: date, document_number: str = ""
) -> DecisionEntry:
    """Return "sent on", of a paper whose matter was given to another office."""
    return DecisionEntry(
        condition=Condition(paper.condition or Condition.MET), competence=Competence.OTHERS,
        outcome=SubmissionOutcome.FORWARDED, decided_on=on, agency=to.name,
        document_number=document_number, document_on=on if document_number else None,
        in_several_places=bool(paper.in_several_places),
    )  # fmt: skip


def decided_columns(decision: DecisionEntry) -> dict[str, Any]:
    return {
        "condition": decision.condition or "", "competence": decision.competence or "",
        "outcome": decision.outcome or "", "decided_on": decision.decided_on,
        "agency": decision.agency, "reason": decision.reason,
        "document_number": decision.document_number, "document_on": decision.document_on,
        "in_several_places": decision.in_several_places or None,
    }  # fmt: skip


def outcome_at_visit(outcome: Outcome) -> SubmissionOutcome | None:
    """What a visit's outcome says of the paper handed in there; None: to be looked at still."""
    return _OF_VISIT.get(outcome)


def _tell_visit(submission: Submission, *, by: Scope | None, on: date) -> None:
    """Let the visit follow while nobody wrote another outcome there; one entry serves both books."""
    if submission.reception_id is None or not submission.outcome:
        return
    handling = (
        Handling.objects.select_related("matter", "reception__series")
        .filter(reception=submission.reception_id, matter=submission.matter_id)
        .first()
    )
    own = handling is not None and handling.reception.organisation_id == submission.organisation_id
    if handling is None or not own or handling.outcome != Outcome.PENDING:
        return
    outcome, told = _AT_VISIT[SubmissionOutcome(submission.outcome)]
    answered = handling.replied_on is not None
    follow_up(
        handling=handling, outcome=outcome, agency=submission.agency,
        document_number=submission.document_number, solved_by=handling.solved_by,
        replied_on=handling.replied_on if answered else submission.decided_on,
        reply_kind=ReplyKind(handling.reply_kind) if answered else told,
        result=handling.result, by=by, on=on,
    )  # fmt: skip
