"""What the worker and the scheduler do for long tables."""

from portal.calendar.clock import now
from portal.exports import actions
from portal.exports.models import Export
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobFailure, JobRun


@job_kind("export", title="Xuất bảng lớn")
def make_table(run: JobRun) -> None:
    """Make one table, unless an earlier attempt had just done so."""
    export = Export.objects.filter(job=run.job).first()
    if export is None:
        raise JobFailure(actions.NOT_KEPT)
    if export.file_id is None:
        actions.make_table(export, run)


@job_kind("exports_tidy", title="Dọn bảng đã xuất", cron="50 2 * * *")
def tidy(run: JobRun) -> None:
    for item in run.each({"exports": "Bảng xuất quá một tuần"}):
        with item, item.done():
            actions.forget_old(at=now())
