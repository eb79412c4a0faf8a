"""A real worker reads a scan; one that is killed in the middle is followed by one that goes on."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.utils import timezone

from directives.registry.actions import read_scan
from directives.registry.models import Directive, Scan
from portal.access import Role
from portal.accounts.models import Posting, User
from portal.accounts.scopes import scope_of
from portal.files.actions import keep_bytes
from portal.files.rules import FileKind
from portal.jobs.actions import sweep
from portal.jobs.models import Job, JobState
from portal.units.kinds import Level, OrganisationKind, UnitKind
from portal.units.models import AdministrativeUnit, Organisation
from scripts.system import reads_vietnamese_scans
from tests.directives.registry.scanned import scan_of

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not reads_vietnamese_scans(), reason="cần tesseract-ocr-vie: chạy `make test`"
    ),
]
StartWorker = Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]
Eventually = Callable[[Callable[[], bool]], bool]
PAGES = [
    "Số: 15/CT-UBND\nThực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ",
    "Theo Kết luận số 39-KL/TU ngày 05/4/2021 của Ban Thường vụ Tỉnh ủy",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
    "Theo Kế hoạch số 12/KH-UBND ngày 10/4/2022 của UBND tỉnh",
]
CITED = {"33/CT-TTg", "39-KL/TU", "30/2020/NĐ-CP", "12/KH-UBND"}


@pytest.fixture
def sent(services: None) -> Scan:
    """Four pages sent by province staff who stand alone: other tests may have emptied the map."""
    unit = AdministrativeUnit.objects.create(
        code="98", level=Level.PROVINCE, kind=UnitKind.PROVINCE, name="Thử Quét",
        valid_from=date(2025, 7, 1), search_key="thu quet", sort_key="thu quet",
    )  # fmt: skip
    office = Organisation.objects.create(
        unit=unit, kind=OrganisationKind.DEPARTMENT, name="Sở Nội vụ Thử Quét",
        search_key="so noi vu thu quet",
    )  # fmt: skip
    person = User.objects.create_user(username="thuquet", full_name="Nguyễn Văn Quét")
    posting = Posting.objects.create(
        user=person, organisation=office, role=Role.PROVINCE_STAFF, starts_on=date(2025, 7, 1)
    )
    by = scope_of(posting)
    source = keep_bytes(
        scan_of(PAGES, specks=300), name="quet.pdf", kind=FileKind.PDF, organisation_id=office.pk
    )
    return read_scan(source=source, pages=len(PAGES), entry_key="k", by=by)


def job_of(scan: Scan) -> Job:
    assert scan.job is not None
    scan.job.refresh_from_db()
    return scan.job


def test_a_worker_that_is_killed_is_followed_by_one_that_goes_on(
    sent: Scan, start_worker: StartWorker, eventually: Eventually
) -> None:
    with start_worker() as first:
        assert eventually(lambda: job_of(sent).done >= 1)
        first.kill()
        first.wait()
    read_before = {page.number: page.pk for page in sent.read_pages.all()}
    assert 1 <= len(read_before) <= len(PAGES)
    long_ago = timezone.now() - timedelta(minutes=5)
    Job.objects.update(leased_until=long_ago, sent_at=long_ago)
    sweep()
    with start_worker():
        assert eventually(lambda: job_of(sent).state == JobState.DONE), job_of(sent).error
    items = {item.key: item.attempts for item in job_of(sent).items.all()}
    assert all(items[str(number)] == 1 for number in read_before)
    assert {row.number for row in Directive.objects.get().references.all()} == CITED
