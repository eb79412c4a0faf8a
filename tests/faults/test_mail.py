"""A worker is killed at each stage of sending: at most one mail a person, and nobody lost silently."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.demo.cast import posting_of
from portal.jobs.actions import enqueue, sweep
from portal.jobs.models import Job, JobState
from portal.notices.actions import tell
from portal.notices.kinds import DigestState, NoticeKind
from portal.notices.models import Digest, Notice
from scripts import system
from tests.faults.conftest import Tell
from tests.faults.programs import LEASE_SECONDS, Program, eventually, kill, worker
from tests.faults.sink import Sink, mail_sink

pytestmark = pytest.mark.faults
PEOPLE = ("canbo.lucnam", "lanhdao.lucnam", "canbo.bacgiang")
SENT, UNKNOWN = DigestState.SENT, DigestState.UNKNOWN
# The stage: how it is told, on which day, how the second person's mail ends, how often it came.
STAGES = {
    "connecting": ("đang nối máy chủ thư, chưa ghi gì", 16, SENT, 1),
    "before the address": ("đã ghi “đang gửi”, chưa đưa địa chỉ", 17, UNKNOWN, 0),
    "before the answer": ("máy chủ đã có thư, chưa trả lời", 18, UNKNOWN, 1),
    "before the end": ("máy chủ đã nhận, chưa ghi “đã gửi”", 19, UNKNOWN, 1),
}


class Office:
    """A worker that finds it nine in the morning of a day of November 2026, and a mail server."""

    def __init__(self, stack: ExitStack, library: Path) -> None:
        self._stack, self._library = stack, library
        self.sink: Sink = stack.enter_context(mail_sink())

    def worker(self, day: int) -> Program:
        false_clock = {
            "LD_PRELOAD": str(self._library), "FAKETIME": f"@2026-11-{day} 02:00:00", "TZ": "UTC",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1",
        }  # fmt: skip
        server = {
            "EMAIL_URL": f"smtp://cong:mat-khau@127.0.0.1:{self.sink.port}",
            "OFFICE_HOURS": "08:00-17:00",
        }
        return self._stack.enter_context(worker(**false_clock, **server))


@pytest.fixture(scope="module")
def office(trial_database: None) -> Iterator[Office]:
    library = system.faketime()
    if library is None:
        pytest.skip("thiếu libfaketime: apt-get install faketime")
    with override_settings(JOB_LEASE=timedelta(seconds=LEASE_SECONDS)), ExitStack() as stack:
        for username in PEOPLE:
            User.objects.filter(username=username).update(
                email=f"{username}@bacninh.example", email_confirmed_at=timezone.now()
            )
        yield Office(stack, library)
        User.objects.filter(username__in=PEOPLE).update(email="", email_confirmed_at=None)


def say(text: str, *, key: str) -> None:
    """Tell each of the three one thing; what was said before is read."""
    Notice.objects.unread().update(read_at=datetime.now(timezone.get_default_timezone()))
    postings = [posting_of(username) for username in PEOPLE]
    tell(postings=postings, kind=NoticeKind.REPORT, key=key, text=text, href="/bao-cao/")


def ask(key: str) -> Job:
    return enqueue("notices_digest", {}, title="Gửi bản tin", key=f"digest, {key}", by=None)


def over(job: Job) -> Callable[[], bool]:
    """What queues again whatever lost its worker, as the scheduler does, and tells whether it is over."""

    def look() -> bool:
        sweep()
        job.refresh_from_db()
        return job.state == JobState.DONE

    return look


def someone_waits_for_a_row() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def kill_at(stage: str, sink: Sink, running: Program, day: date) -> None:
    """Kill the worker where the second person's mail has come to `stage`."""
    assert eventually(sink.reached.is_set), f"never came to: {stage}"
    if stage != "before the end":
        kill(running)
        return
    with transaction.atomic():  # hold the row that the worker is about to end
        Digest.objects.select_for_update().sending().get(day=day)
        sink.may_go_on.set()
        assert eventually(someone_waits_for_a_row)
        kill(running)


def mails_of(day: date) -> dict[str, str]:
    found = Digest.objects.filter(day=day).order_by("pk").values_list("user__username", "state")
    return dict(found)


@pytest.mark.parametrize("stage", list(STAGES))
def test_a_worker_killed_while_it_sends(
    stage: str, office: Office, reading: Callable[[str, str], str], tell: Tell
) -> None:
    since, (moment, number, ends, came) = time.monotonic(), STAGES[stage]
    sink, day = office.sink, date(2026, 11, number)
    say("Báo cáo năm: còn 3 ngày.", key=stage)
    before = len(sink.taken)
    sink.stand_still("before the answer" if stage == "before the end" else stage, after=1)
    job, running = ask(stage), office.worker(number)
    kill_at(stage, sink, running, day)
    sink.may_go_on.set()
    successor = office.worker(number)
    assert eventually(over(job))
    kill(successor)
    first, second, third = mails_of(day)
    assert mails_of(day) == {first: SENT, second: ends, third: SENT}
    arrived = [whom.partition("@")[0] for whom, _ in sink.taken[before:]]
    assert {one: arrived.count(one) for one in PEOPLE} == {first: 1, second: came, third: 1}
    page = reading(second, reverse("notices:choice"))
    assert DigestState(ends).label in page
    tell(
        "Bộ xử lý bị SIGKILL khi gửi thư", moment, since=since,
        says=DigestState(ends).label,
        rows=f"3 người: thư tới 1, {came}, 1; trùng 0; {'mất 0' if ends == SENT else '1 ghi là chưa rõ'}",
    )  # fmt: skip


def test_what_perhaps_never_arrived_comes_the_next_day(office: Office, tell: Tell) -> None:
    since, sink = time.monotonic(), office.sink
    say("Nhiệm vụ mới.", key="hôm trước")
    sink.stand_still("before the address", after=0)
    job, running = ask("hôm trước"), office.worker(20)
    kill_at("before the address", sink, running, date(2026, 11, 20))
    sink.may_go_on.set()
    successor = office.worker(20)
    assert eventually(over(job))
    kill(successor)
    lost = next(name for name, state in mails_of(date(2026, 11, 20)).items() if state == UNKNOWN)
    before = len(sink.taken)
    monday, job = office.worker(23), ask("hôm sau")
    assert eventually(over(job))
    kill(monday)
    assert [whom for whom, _ in sink.taken[before:]] == [f"{lost}@bacninh.example"]
    assert "(có thể đã gửi trong thư trước)" in sink.texts[f"{lost}@bacninh.example"]
    tell(
        "Thư chưa rõ số phận", "ngày làm việc sau", since=since, says="có thể đã gửi trong thư trước",
        rows="1 người: thông báo có lại trong thư sau; trùng thư 0, mất 0",
    )  # fmt: skip


def test_no_person_ever_had_two_mails_of_a_day(office: Office) -> None:
    ids = [message_id for _, message_id in office.sink.taken]
    assert len(ids) > 10
    assert len(ids) == len(set(ids))
