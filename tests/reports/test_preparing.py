"""The scheduler opens drafts and reminds; what it slept through is made good when it is back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from portal.access import Scope
from portal.accounts.models import Posting
from portal.jobs.actions import carry_out, enqueue, take
from portal.jobs.models import Job, JobState
from portal.notices.models import Notice
from portal.reports import actions
from portal.reports.figures import communes_of
from portal.reports.models import Report, ReportKind
from portal.units.models import Organisation
from tests.reports.conftest import ON

pytestmark = pytest.mark.django_db


def about(report: Report) -> list[str]:
    """Return what the people who write the report were told, oldest first."""
    told = Notice.objects.filter(posting__organisation_id=report.organisation_id).order_by("pk")
    return list(told.values_list("text", flat=True))


def test_each_commune_of_a_province_at_work_gets_its_draft_and_the_province_its_own(
    prepared: None, province: Scope
) -> None:
    staff = Organisation.objects.get(pk=province.organisation_id)
    communes = set(communes_of(staff, on=ON).values_list("pk", flat=True))
    drafts = Report.objects.of_kind(ReportKind.COMMUNE_YEARLY)
    assert set(drafts.values_list("organisation_id", flat=True)) == communes
    assert len(communes) == 99
    assert Report.objects.of_kind(ReportKind.PROVINCE_YEARLY).get().organisation_id == staff.pk


def test_a_draft_has_the_period_and_the_last_day_of_its_form(draft: Report) -> None:
    assert (draft.year, draft.revision, draft.due_on) == (2026, 1, date(2026, 11, 29))
    assert (draft.starts_on, draft.ends_on) == (date(2025, 11, 16), date(2026, 11, 15))


def test_preparing_again_makes_nothing(prepared: None) -> None:
    assert actions.prepare(on=ON) == 0


def test_nothing_is_opened_before_the_data_has_closed(db: None) -> None:
    actions.load_forms()
    actions.prepare(on=date(2026, 11, 15))
    assert not Report.objects.of_year(2026).exists()


def test_a_draft_missed_while_the_scheduler_was_down_is_made_when_it_is_back(db: None) -> None:
    actions.load_forms()
    actions.prepare(on=date(2027, 2, 1))
    assert Report.objects.of_year(2026).count() == 100


def test_no_province_without_staff_gets_reports(db: None) -> None:
    Posting.objects.filter(role="province_staff").update(ends_on=ON - timedelta(days=1))
    actions.load_forms()
    assert actions.prepare(on=ON) == 0


def test_who_writes_is_reminded_once_for_each_name(draft: Report) -> None:
    for on in (date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 27)):
        actions.remind(on=on)
    texts = about(draft)
    assert len(texts) == 4  # the official and the leader, on the 19th and on the 27th
    assert sum("còn 10 ngày" in text for text in texts) == 2
    assert sum("còn 2 ngày" in text for text in texts) == 2


def test_a_sent_report_reminds_nobody(sent: Report) -> None:
    actions.remind(on=date(2026, 11, 29))
    assert about(sent) == []


def test_a_late_report_is_named_late(draft: Report) -> None:
    actions.remind(on=date(2026, 12, 2))
    assert all("quá hạn 3 ngày" in text for text in about(draft))
    assert about(draft)


def carried_out(kind: str) -> Job:
    """The job of a slot at seven in the morning, done as a worker does it."""
    slot = {"slot": f"{ON}T07:00:00+07:00"}
    job = enqueue(kind, slot, title=kind, key=f"{kind}@{uuid4()}", by=None)
    run = take(job.pk, worker="test")
    assert run is not None
    carry_out(run)
    job.refresh_from_db()
    return job


def test_the_scheduled_jobs_take_the_day_of_their_slot(db: None) -> None:
    prepared, reminded = carried_out("reports_prepare"), carried_out("reports_remind")
    assert (prepared.state, prepared.done, prepared.total) == (JobState.DONE, 1, 1)
    assert Report.objects.of_year(2026).count() == 100
    assert reminded.state == JobState.DONE
    assert reminded.done == reminded.total > 0
    assert Notice.objects.filter(text__contains="còn 6 ngày").exists()


def test_who_was_reminded_is_no_item_of_the_next_reminding(db: None) -> None:
    carried_out("reports_prepare")
    carried_out("reports_remind")
    told = Notice.objects.count()
    assert carried_out("reports_remind").total == 0
    assert Notice.objects.count() == told
