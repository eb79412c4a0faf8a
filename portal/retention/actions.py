"""Destroying what is past its period: proposed, approved by somebody else, carried out in portions."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from portal.access import Scope
from portal.audit.actions import record
from portal.jobs.actions import enqueue
from portal.jobs.models import Job
from portal.retention.classes import CLASSES
from portal.retention.models import DecisionState, DestructionDecision
from portal.retention.rules import problem_of

KIND = "retention_destroy"


@transaction.atomic
def propose(
    *, kind: str, up_to: date, number: str, decided_on: date, decided_by: str, by: Scope, on: date
) -> DestructionDecision:
    """Record a decision that somebody else must approve. Raises `ValidationError`."""
    if problem := problem_of(CLASSES[kind].period(on=on), up_to, on=on):
        raise ValidationError({"up_to": problem})
    decision = DestructionDecision(
        unit_id=by.unit_id, kind=kind, up_to=up_to, number=number, decided_on=decided_on,
        decided_by=decided_by, proposed_by_id=by.user_id,
    )  # fmt: skip
    decision.full_clean()
    decision.save()
    record(
        act="retention.propose", target=decision, by=by,
        says=f"Đề nghị hủy theo quyết định {number}: {CLASSES[kind].title}, đến hết {up_to:%d/%m/%Y}.",
        changes={"number": ("", number), "decided_on": (None, decided_on),
                 "decided_by": ("", decided_by), "up_to": (None, up_to)},
    )  # fmt: skip
    return decision


@transaction.atomic
def approve(*, decision: DestructionDecision, by: Scope, on: date) -> Job:
    """Approve another person's proposal and start the job. Raises `ValidationError`."""
    held = DestructionDecision.objects.select_for_update().get(pk=decision.pk)
    if held.proposed_by_id == by.user_id:
        raise ValidationError("Người duyệt phải khác người đề nghị.")
    if problem := problem_of(CLASSES[held.kind].period(on=on), held.up_to, on=on):
        raise ValidationError(problem)
    waiting = DestructionDecision.objects.filter(pk=held.pk, state=DecisionState.PROPOSED)
    if waiting.update(state=DecisionState.APPROVED, approved_by_id=by.user_id):
        record(
            act="retention.approve", target=held, by=by,
            says=f"Duyệt hủy theo quyết định {held.number}.",
        )  # fmt: skip
    return enqueue(
        KIND, {"decision": held.pk}, title=f"Hủy theo quyết định {held.number}",
        key=f"{KIND}:{held.pk}", by=by,
    )  # fmt: skip


def destroy_some(*, decision: DestructionDecision, most: int, chain_id: int | None) -> int:
    """Destroy up to `most` rows of an approved decision and record the batch. Returns how many.

    To be called in a transaction, which also tells that the batch is done.
    """
    one = CLASSES[decision.kind]
    rows = list(one.rows(decision.up_to, decision.unit_id).order_by("pk")[:most])
    if not rows:
        return 0
    one.destroy(rows)
    DestructionDecision.objects.filter(pk=decision.pk).update(destroyed=F("destroyed") + len(rows))
    record(
        act="retention.destroy", target=decision, by=None, organisation_id=chain_id,
        says=f"Hủy {len(rows)} dòng theo quyết định {decision.number}: {one.title}.",
    )  # fmt: skip
    return len(rows)
