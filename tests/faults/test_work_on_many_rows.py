"""A worker is killed in the midst of work on many rows: nothing is doubled, nothing stays half done.

The real jobs run as they are. Where they are killed is set by a row that the test holds.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from io import StringIO
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from pytest_django import Settings

from citizens.receptions.deadlines import REPLIES
from citizens.receptions.kinds import Channel, Host, IdentityKind, MatterKind, Outcome
from citizens.receptions.models import Handling, Matter, Reception, ReceptionSeries, Visitor
from citizens.receptions.rules import reply_deadline
from portal.accounts.scopes import scope_of
from portal.audit.models import Entry
from portal.calendar.actions import add_day_off
from portal.calendar.clock import today
from portal.calendar.models import DayOff, Redating
from portal.calendar.rules import DayKind, add_working_days
from portal.demo.cast import posting_of
from portal.jobs.models import Job, JobState
from portal.keys.actions import rotate_keys
from portal.notices.models import Notice
from portal.retention.actions import approve, propose
from tests.faults.conftest import Tell
from tests.faults.programs import eventually, scheduler
from tests.faults.shifts import Shift

pytestmark = pytest.mark.faults
Reading = Callable[[str, str], str]
FAULT, PORTION = "Bộ xử lý bị SIGKILL", 500
LOST = "việc được giao cho bộ xử lý khác."
LONG_AGO, UP_TO = date(2019, 3, 12), date(2019, 12, 31)
years = count(2001)


@pytest.fixture
def programs(trial_database: None) -> Iterator[ExitStack]:
    with scheduler(), ExitStack() as stack:
        yield stack


def visits(many: int, *, on: date) -> list[Reception]:
    """A whole book of visits of one commune, each with one person."""
    office, official = posting_of("canbo.bacgiang").organisation, posting_of("canbo.bacgiang").user
    series = ReceptionSeries.objects.create(
        organisation=office, year=next(years), last_number=many, closed=True
    )
    made = Reception.objects.bulk_create(
        Reception(
            organisation=office, series=series, number=number, received_on=on, head_count=1,
            channel=Channel.REGULAR, host=Host.OFFICIAL, official=official, official_name="A",
            key=uuid4(),
        )
        for number in range(1, many + 1)
    )  # fmt: skip
    Visitor.objects.bulk_create(person(visit, f"{visit.number:012}") for visit in made)
    return made


def person(visit: Reception, number: str) -> Visitor:
    made = Visitor(
        organisation_id=visit.organisation_id,
        reception=visit,
        name="Nguyễn Văn Ánh",
        name_key="nguyen van anh",
        address="thôn A",
    )
    made.seal_number(number, IdentityKind.CITIZEN)
    return made


def owed(made: list[Reception]) -> list[Handling]:
    """The answer to each visit, still owed, each to a matter of its own."""
    days_off = DayOff.objects.days_off_near(today())
    matters = Matter.objects.bulk_create(
        Matter(kind=MatterKind.PETITION, summary="Đường", summary_key="duong", opened_on=today())
        for _ in made
    )
    return Handling.objects.bulk_create(
        Handling(
            reception=visit, organisation_id=visit.organisation_id,
            matter=matter, opened_on=matter.opened_on, outcome=Outcome.PENDING,
            reply_by=reply_deadline(today(), days_off).last_day,
        )
        for visit, matter in zip(made, matters, strict=True)
    )  # fmt: skip


def is_done(job: Job) -> bool:
    job.refresh_from_db()
    return job.state == JobState.DONE


def says_of(job: Job, reading: Reading) -> str:
    """What the page of the job tells of the worker that was lost."""
    assert LOST in reading("quantri", reverse("jobs:detail", args=[job.pk]))
    return f"… ngừng trả lời lúc …; {LOST}"


def chains_hold() -> bool:
    call_command("verify_audit", stdout=StringIO())  # raises when one does not
    return True


def test_keys_are_rotated(
    programs: ExitStack, settings: Settings, reading: Reading, tell: Tell
) -> None:
    people = Visitor.objects.filter(reception__in=visits(1200, on=LONG_AGO)).order_by("pk")
    settings.IDENTITY_KEY = f"khóa-mới-e {settings.IDENTITY_KEY}"
    settings.LOOKUP_KEY = f"khóa-mới-l {settings.LOOKUP_KEY}"
    shift = Shift(programs, IDENTITY_KEY=settings.IDENTITY_KEY, LOOKUP_KEY=settings.LOOKUP_KEY)
    old, held, since = people[0].identity_box_key, people[800], time.monotonic()
    job = rotate_keys(by=None)
    with shift.stopped_at(held):
        shift.next()
    done = (held.pk - 1) // PORTION * PORTION
    assert not people.filter(pk__lte=done, identity_box_key=old).exists()
    assert people.filter(pk__gt=done).exclude(identity_box_key=old).count() == 0
    before = people.filter(pk__lte=done).count()
    shift.next()
    assert eventually(lambda: is_done(job))
    assert not people.filter(identity_box_key=old).exists()
    read = [one.number for one in people.select_related("reception")]
    assert read == [f"{number:012}" for number in range(1, 1201)]
    assert (job.attempts, job.failed, chains_hold()) == (2, 0, True)
    tell(
        FAULT, "giữa một phần thay khóa", since=since, says=says_of(job, reading),
        rows=f"1200 số: {before} trước, 1200 sau; mất 0, nửa chừng 0; chạy 2 lần",
    )  # fmt: skip


def test_due_dates_move(programs: ExitStack, reading: Reading, tell: Tell) -> None:
    answers = owed(visits(240, on=today()))
    mine = Redating.objects.filter(kind=REPLIES, row_id__in=[one.pk for one in answers])
    shift, since, due = Shift(programs), time.monotonic(), answers[0].reply_by
    day = add_working_days(today(), 2, DayOff.objects.days_off_near(today()))
    rows = Handling.objects.filter(pk__in=[one.pk for one in answers])
    announced = add_day_off(
        day=day, kind=DayKind.HOLIDAY, name="Nghỉ bão", decision="Công điện 1", certain=True,
        province_id=scope_of(posting_of("sonoivu")).unit_id, by=scope_of(posting_of("sonoivu")),
    )  # fmt: skip
    assert announced.job is not None
    job = announced.job
    with shift.stopped_at(answers[150]):
        shift.next()
    before = mine.count()
    assert rows.filter(reply_by=due).count() == 240 - before
    shift.next()
    assert eventually(lambda: is_done(job))
    assert (mine.count(), rows.filter(reply_by=due).count(), job.attempts) == (240, 0, 2)
    entries = Entry.objects.filter(act="calendar.redate", says__contains="Trả lời lượt tiếp số")
    told = {str(one.reception_id) for one in answers}
    assert entries.filter(target_id__in=told).count() == 240
    notices = Notice.objects.filter(key__startswith=f"redated:{announced.day_off.pk}:")
    assert notices.count() == notices.values("posting", "key").distinct().count() > 0
    assert chains_hold()
    tell(
        FAULT, "giữa lúc dời hạn", since=since, says=says_of(job, reading),
        rows=f"240 hạn: {before} trước, 240 sau; mất 0, trùng 0; chạy 2 lần",
    )  # fmt: skip


def test_records_are_destroyed(
    programs: ExitStack, settings: Settings, tmp_path: Path, reading: Reading, tell: Tell
) -> None:
    own = tmp_path / "periods.toml"
    own.write_text(
        '[[period]]\nclass = "receptions"\nfrom = 2014-07-01\nmonths = 12\nsource = "x"\n'
    )
    settings.RETENTION_PERIODS = str(own)
    people = Visitor.objects.filter(reception__in=visits(1200, on=LONG_AGO)).order_by("pk")
    all_old = Visitor.objects.filter(reception__received_on__lte=UP_TO)
    whole, held, since = all_old.count(), people[800], time.monotonic()
    decision = propose(
        kind="receptions", up_to=UP_TO, number="12/QĐ-SNV", decided_on=today() - timedelta(days=1),
        decided_by="Giám đốc", by=scope_of(posting_of("quantri")), on=today(),
    )  # fmt: skip
    shift = Shift(programs)
    job = approve(decision=decision, by=scope_of(posting_of("sonoivu")), on=today())
    with shift.stopped_at(held):
        shift.next()
    decision.refresh_from_db()
    before = decision.destroyed
    assert before % PORTION == 0 < before < whole
    assert all_old.count() == whole - before
    shift.next()
    assert eventually(lambda: is_done(job))
    decision.refresh_from_db()
    assert (decision.destroyed, all_old.count(), job.attempts) == (whole, 0, 2)
    entries = Entry.objects.about(decision).filter(act="retention.destroy")
    assert entries.count() == -(-whole // PORTION)
    assert chains_hold()
    tell(
        FAULT, "giữa một phần hủy hồ sơ", since=since, says=says_of(job, reading),
        rows=f"{whole} lượt: {before} trước, {whole} sau; sót 0, trùng 0; chạy 2 lần",
    )  # fmt: skip
