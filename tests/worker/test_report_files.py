"""A report's files come from a real worker, once, whatever happens to the worker meanwhile."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from portal.access import Role, Scope
from portal.files.models import Attachment
from portal.jobs.actions import sweep
from portal.jobs.models import Job, JobState
from portal.reports import actions
from portal.reports.models import FormVersion, Report, ReportKind
from portal.units.kinds import Level, OrganisationKind, UnitKind
from portal.units.models import AdministrativeUnit, Organisation

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
StartWorker = Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]
Eventually = Callable[[Callable[[], bool]], bool]
ON = date(2026, 11, 23)


@pytest.fixture
def signed(services: None) -> Report:
    """A signed report of a commune that stands alone: other tests may have emptied the map."""
    unit = AdministrativeUnit.objects.create(
        code="99", level=Level.PROVINCE, kind=UnitKind.PROVINCE, name="Thử Nghiệm",
        valid_from=date(2025, 7, 1), search_key="thu nghiem", sort_key="thu nghiem",
    )  # fmt: skip
    office = Organisation.objects.create(
        unit=unit, kind=OrganisationKind.PEOPLE_COMMITTEE, name="UBND tỉnh Thử Nghiệm",
        search_key="ubnd tinh thu nghiem",
    )  # fmt: skip
    actions.load_forms()
    form = FormVersion.objects.of_kind(ReportKind.COMMUNE_YEARLY).in_force(ON)[0]
    period, window = form.outline.window.period(2026), form.outline.window
    report = Report.objects.create(
        organisation=office, form=form, kind=form.kind, year=2026, starts_on=period.starts_on,
        ends_on=period.ends_on, due_on=window.named_day(2026),
        narrative={section.key: "Đã thực hiện." for section in form.outline.written},
    )  # fmt: skip
    leader = Scope(
        1, "Nguyễn Văn Thử", 1, Role.COMMUNE_LEADER, office.pk, office.kind, unit.pk, unit.level
    )
    actions.sign(
        report=report, version=1, signed_as="TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH", by=leader, on=ON
    )
    return report


def state_of(report: Report) -> str:
    report.refresh_from_db()
    assert report.job is not None
    report.job.refresh_from_db()
    return report.job.state


def test_a_worker_makes_the_files_of_a_signed_report(
    signed: Report, start_worker: StartWorker, eventually: Eventually
) -> None:
    with start_worker():
        assert eventually(lambda: state_of(signed) == JobState.DONE)
    assert signed.pdf is not None
    with signed.pdf.file.open("rb") as file:
        text = PdfReader(BytesIO(file.read())).pages[0].extract_text()
    assert "TỈNH THỬ NGHIỆM" in text


def test_a_worker_killed_in_the_middle_leaves_the_files_to_the_next(
    signed: Report, start_worker: StartWorker, eventually: Eventually
) -> None:
    with start_worker() as killed:
        assert eventually(lambda: state_of(signed) == JobState.RUNNING)
        killed.kill()
    assert state_of(signed) == JobState.RUNNING
    long_ago = timezone.now() - timedelta(minutes=5)
    Job.objects.update(leased_until=long_ago, sent_at=long_ago)
    with start_worker():
        assert sweep() == 1
        assert eventually(lambda: state_of(signed) == JobState.DONE)
    assert signed.job is not None
    assert signed.job.attempts == 2
    assert {signed.pdf_id, signed.docx_id, signed.xlsx_id} == set(
        Attachment.objects.values_list("pk", flat=True)
    )
