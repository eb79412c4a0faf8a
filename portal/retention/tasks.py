from django.db import transaction

from portal.jobs.kinds import job_kind
from portal.jobs.run import JobFailure, JobRun
from portal.retention.actions import destroy_some
from portal.retention.classes import CLASSES
from portal.retention.models import DecisionState, DestructionDecision

PORTION = 500


@job_kind("retention_destroy", title="Hủy hồ sơ theo quyết định")
def destroy(run: JobRun) -> None:
    """Carry out an approved decision, portion by portion; what is gone is not met again."""
    decision = DestructionDecision.objects.filter(
        pk=run.job.arguments["decision"], state=DecisionState.APPROVED
    ).first()
    if decision is None:
        raise JobFailure("Quyết định chưa được duyệt.")
    done = decision.destroyed
    total = done + CLASSES[decision.kind].rows(decision.up_to, decision.unit_id).count()
    while True:
        with transaction.atomic():
            taken = destroy_some(decision=decision, most=PORTION, chain_id=run.job.organisation_id)
            done += taken
            run.progress(done, max(total, done), f"Đã hủy {done} dòng")
        if not taken:
            return
