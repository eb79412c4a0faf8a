"""What the worker and the scheduler do for reports."""

from datetime import date, datetime, time

from django.utils.timezone import make_aware

from portal.calendar.clock import now, today
from portal.jobs.kinds import job_kind
from portal.jobs.rules import Missed
from portal.jobs.run import JobFailure, JobRun
from portal.reports import actions
from portal.reports.files import keep_files
from portal.reports.models import Report

PORTION = 100  # reports counted in one item of a job


@job_kind("report_files", title="Tạo tệp báo cáo")
def make_report_files(run: JobRun) -> None:
    """Make the PDF, DOCX and XLSX of one report from what it froze, or of a draft as it stands."""
    report = Report.objects.for_page().filter(pk=run.job.arguments["report"]).first()
    if report is None:
        raise JobFailure("Báo cáo không còn.")
    keep_files(report, on=today(), run=run)


# One run opens whatever has ended by then, so the newest slot makes up for all before it.
@job_kind(
    "reports_prepare", title="Mở báo cáo của kỳ đã hết", cron="5 * * * *", missed=Missed.NEWEST
)
def prepare_due(run: JobRun) -> None:
    """Open the drafts of every period that has ended, province by province."""
    on = _day_of(run)
    actions.load_forms()
    provinces = {str(one.organisation_id): one for one in actions.provinces_at_work(on)}
    plan = {key: str(one.organisation) for key, one in provinces.items()}
    for item in run.each(plan):
        with item, item.done():
            if item.key in provinces:
                actions.prepare_province(provinces[item.key].organisation, on=on)


# A reminder names the newest threshold that is past: an older slot would say less, later.
@job_kind("reports_remind", title="Nhắc hạn báo cáo", cron="*/30 * * * *", missed=Missed.NEWEST)
def remind(run: JobRun) -> None:
    """Remind of what is due, report by report; each reminder is said once."""
    due = {reminder.key: reminder for reminder in actions.reminders(on=_day_of(run))}
    for item in run.each({key: one.report.title for key, one in due.items()}):
        with item, item.done():
            if item.key in due:
                actions.say(due[item.key])


# What a day has made late stands in the figures from its first hour on.
@job_kind(
    "reports_recount", title="Đếm lại số liệu của báo cáo đang soạn", cron="35 * * * *",
    missed=Missed.NEWEST,
)  # fmt: skip
def recount_due(run: JobRun) -> None:
    """Count the open reports that were not counted yet on the day, some at a time."""
    midnight = make_aware(datetime.combine(_day_of(run), time.min))
    due = Report.objects.open().last_counted_by(midnight)
    portions = sorted({pk // PORTION for pk in due.values_list("pk", flat=True)})
    for item in run.each({str(one): f"Từ mã {one * PORTION}" for one in portions}):
        first = int(item.key) * PORTION
        with item:
            for report in due.within(first, first + PORTION - 1).for_page():
                actions.recount(report=report, at=now())
                run.beat()


def _day_of(run: JobRun) -> date:
    """The day of the slot that the job was made for."""
    return datetime.fromisoformat(run.job.arguments["slot"]).date()
