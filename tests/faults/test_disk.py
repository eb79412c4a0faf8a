"""The disk is full when evidence is sent: said beside the field, nothing half, nothing orphaned."""

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from directives.assignments import actions
from directives.assignments.models import Assignment, ProgressEntry
from directives.registry.kinds import DueKind, DutyState, IssuerLevel, Status, System
from directives.registry.models import Directive, Duty
from portal.accounts.scopes import scope_of
from portal.calendar.clock import today
from portal.demo.cast import organisation_at, person, posting_of
from portal.disk import NO_ROOM
from portal.files.models import Attachment
from tests.faults.conftest import Tell
from tests.faults.programs import web
from tests.faults.typing_in import Official

pytestmark = pytest.mark.faults
ROOM = 64 * 1024
FILE = b"%PDF-1.7\n" + b"x" * (4 * ROOM)


@pytest.fixture
def work(trial_database: None) -> Assignment:
    """A duty of the province given to phường Lục Nam."""
    by = scope_of(posting_of("sonoivu"))
    directive = Directive.objects.create(
        number="05/CT-UBND", number_key="05ctubnd", kind="CT", system=System.STATE,
        issuer="UBND tỉnh Bắc Ninh", issuer_key="ubnd tinh bac ninh",
        issuer_level=IssuerLevel.PROVINCE, province_id=by.unit_id, series="2026",
        owner_id=by.organisation_id, issued_on=date(2026, 3, 2), status=Status.FINAL,
        subject="Về công tác dân vận", search_key=" 05 ct ubnd ", entry_key="disk",
    )  # fmt: skip
    duty = Duty.objects.create(
        directive=directive, ordinal=1, clause="3", text="Gửi báo cáo năm.",
        due_kind=DueKind.YEARLY, due_month=12, due_day=31, due_wording="trong năm",
        state=DutyState.ACCEPTED,
    )  # fmt: skip
    office = organisation_at(person("canbo.lucnam").seat)
    actions.assign(duty=duty, organisations=[office], due_on=None, period="2026", by=by, on=today())
    return Assignment.objects.get(duty=duty)


@contextmanager
def little_room(folder: Path) -> Iterator[str]:
    """A disk of 64 kB for uploads: a real one where root may mount it, else the largest file allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
    if mounted:
        try:
            yield "đĩa thật 64 kB (tmpfs, ENOSPC)"
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield "tệp tối đa 64 kB (RLIMIT_FSIZE, EFBIG)"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_full_disk_at_an_upload(
    work: Assignment, client_of_trial: Callable[[str], Client], tell: Tell
) -> None:
    since, folder = time.monotonic(), Path(settings.MEDIA_ROOT)
    shutil.rmtree(folder, ignore_errors=True)
    typed = {"percent": "40", "note": "Đã họp tổ dân phố", "version": work.version, "key": "k" * 8}
    address, client = f"{work.get_absolute_url()}tien-do/", client_of_trial("canbo.lucnam")
    kept = Attachment.objects.count()
    with little_room(folder) as disk, web() as (_, port):
        official = Official(client, port)
        full = official.post_with_file(address, typed, name="evidence", file=FILE)
        assert (full.status, NO_ROOM in full.text) == (422, True)
        assert "Đã họp tổ dân phố" in full.text
        assert files_in(folder) == []
        assert Attachment.objects.count() == kept
        assert not ProgressEntry.objects.filter(assignment=work, key="k" * 8).exists()
    with web() as (_, port):
        official = Official(client, port)
        again = [official.post_with_file(address, typed, name="evidence", file=FILE) for _ in "12"]
    assert [answer.status for answer in again] == [302, 302]
    assert Attachment.objects.count() - kept == len(files_in(folder)) >= 1
    entry = ProgressEntry.objects.get(assignment=work, key="k" * 8)
    assert [one.size for one in entry.evidence.all()] == [len(FILE)]
    tell(
        "Đĩa đầy khi tải tệp lên", disk, since=since, says=NO_ROOM,
        rows="lúc đầy: 0 tệp, 0 dòng, chữ đã gõ còn nguyên; có chỗ, gửi 2 lần cùng khóa: 1 dòng tiến độ, 1 tệp",
    )  # fmt: skip
