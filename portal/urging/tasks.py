"""Carrying a letter out: each late unit's rows and people, then the paper."""

from portal.accounts.scopes import scope_of_posting
from portal.calendar.clock import today
from portal.files.rules import FileKind
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobFailure, JobRun
from portal.urging import actions
from portal.urging.models import Urging

PAPERS = {FileKind.PDF.suffix: "Bản PDF", FileKind.DOCX.suffix: "Bản Word"}


@job_kind("urging_letter", title="Công văn đôn đốc")
def carry_out(run: JobRun) -> None:
    """Unit by unit: what is noted and told is one transaction, so nothing comes twice."""
    urging = Urging.objects.for_page().get(pk=run.job.arguments["urging"])
    by = scope_of_posting(run.job.posting_id or 0, on=today())
    if by is None:
        raise JobFailure("Phân công của người lập công văn đã hết.")
    units = {
        line.organisation_id: line.organisation.name
        for line in urging.lines.select_related("organisation")
    }
    for item in run.each({**PAPERS, **{str(pk): name for pk, name in units.items()}}):
        with item:
            if item.key in PAPERS:
                actions.keep_paper(urging, FileKind[item.key.upper()], item)
            else:
                with item.done():
                    actions.tell_unit(urging, int(item.key), by=by, on=today())
