"""What the worker and the scheduler do for reports."""

from celery import shared_task

from portal.calendar.clock import today
from portal.jobs.actions import JobFailure, JobRun, job_kind
from portal.reports import actions
from portal.reports.files import keep_files
from portal.reports.models import Report


@job_kind("report_files")
def make_report_files(run: JobRun) -> None:
    """Make the PDF, DOCX and XLSX of one report from what it froze, or of a draft as it stands."""
    report = Report.objects.for_page().filter(pk=run.job.arguments["report"]).first()
    if report is None:
        raise JobFailure("Báo cáo không còn.")
    keep_files(report, on=today(), progress=run.progress)


@shared_task(name="reports.prepare_due")
def prepare_due() -> None:
    """Open the drafts of every period that has ended; what was slept through is made good."""
    actions.load_forms()
    actions.prepare(on=today())


@shared_task(name="notices.remind")
def remind() -> None:
    """Remind of what is due; each reminder is said once."""
    actions.remind(on=today())
