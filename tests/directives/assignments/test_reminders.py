"""Reminders of assignments: who is told when, once, and who is left in peace."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
import time_machine
from django.test import Client

from directives.assignments import actions
from directives.assignments.models import Assignment, Extension
from directives.registry.models import Duty
from portal.access import Scope
from portal.accounts.models import Posting
from portal.demo.cast import posting_of
from portal.jobs.actions import carry_out, enqueue, take
from portal.jobs.models import Job, JobState
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice
from portal.units.models import Organisation
from tests.notices.conftest import HANOI

pytestmark = pytest.mark.django_db
ScopeOf = Callable[[str], Scope]
OFFICIAL, LEADER = "canbo.lucnam", "lanhdao.lucnam"
AREA, PROVINCE = "diaban.lucnam", "sonoivu"


def run(day: str) -> Job:
    """Carry out the job of a day at half past seven, as the scheduler asks for it."""
    with time_machine.travel(
        datetime.fromisoformat(f"{day}T07:30").replace(tzinfo=HANOI), tick=False
    ):
        job = enqueue("assignments_remind", {}, title="Nhắc hạn", key=f"remind@{day}", by=None)
        taken = take(job.pk, worker="w")
        if taken is not None:
            carry_out(taken)
    job.refresh_from_db()
    return job


def told(username: str) -> list[str]:
    mine = Notice.objects.filter(posting=posting_of(username)).exclude(kind=NoticeKind.WORK)
    return list(mine.order_by("pk").values_list("text", flat=True))


def test_the_official_is_told_ten_and_three_days_before_and_at_the_end(work: Assignment) -> None:
    for day in ("2026-11-18", "2026-11-19", "2026-11-20", "2026-11-25", "2026-11-26"):
        assert run(day).state == JobState.DONE
    run("2026-11-27")  # the Friday before: the last day is a Sunday
    run("2026-11-29")
    assert told(OFFICIAL) == [
        "1 nhiệm vụ còn 10 ngày (ngày cuối 29/11/2026).",
        "1 nhiệm vụ còn 3 ngày (ngày cuối 29/11/2026).",
        "1 nhiệm vụ còn 2 ngày (ngày cuối 29/11/2026).",
    ]
    assert [told(one) for one in (LEADER, AREA, PROVINCE)] == [[], [], []]


def test_late_work_climbs_the_line_week_by_week(work: Assignment) -> None:
    for day in ("2026-11-30", "2026-12-01", "2026-12-07", "2026-12-14", "2026-12-15"):
        run(day)
    late = [f"1 nhiệm vụ quá hạn {days} ngày." for days in (1, 8, 15)]
    assert told(OFFICIAL) == late
    assert told(LEADER) == late[1:]
    supervision = ["1 nhiệm vụ của 1 đơn vị quá hạn hơn hai tuần."]
    assert (told(AREA), told(PROVINCE)) == (supervision, supervision)
    assert told("canbo.bacgiang") == []


def test_what_was_slept_through_is_made_good_by_the_newest(work: Assignment) -> None:
    run("2026-11-27")
    assert told(OFFICIAL) == ["1 nhiệm vụ còn 2 ngày (ngày cuối 29/11/2026)."]


def test_a_job_that_lost_its_worker_doubles_nothing(work: Assignment) -> None:
    run("2026-11-19")
    Job.objects.filter(kind="assignments_remind").update(state=JobState.WAITING, done=0)
    job = Job.objects.get(kind="assignments_remind")
    job.items.update(state="running")
    run("2026-11-19")
    assert len(told(OFFICIAL)) == 1


def submit(work: Assignment, scopes: ScopeOf) -> None:
    actions.submit(
        assignment=work, version=work.version, note="Xong", evidence=(), key="a",
        by=scopes(OFFICIAL), on=date(2026, 11, 10),
    )  # fmt: skip


def hand_back(work: Assignment, scopes: ScopeOf) -> None:
    actions.hand_back(
        assignment=work, version=work.version, note="Không thuộc phường", by=scopes(OFFICIAL)
    )


def extend(work: Assignment, scopes: ScopeOf) -> None:
    asked = actions.ask_more_time(
        assignment=work, version=work.version, until=date(2026, 12, 20), reason="Mưa lũ", by=scopes(OFFICIAL),
        on=date(2026, 11, 10),
    )  # fmt: skip
    granted = Extension.objects.get(pk=asked.pk)
    actions.decide_extension(
        extension=granted,
        version=granted.assignment.version,
        granted=True,
        answer="",
        by=scopes(PROVINCE),
        on=date(2026, 11, 11),
    )


@pytest.mark.parametrize("act", [submit, hand_back, extend])
def test_it_is_quiet_once_nothing_waits_for_the_commune(
    work: Assignment, scopes: ScopeOf, act: Callable[[Assignment, ScopeOf], None]
) -> None:
    act(work, scopes)
    for day in ("2026-11-19", "2026-11-27", "2026-11-30"):
        run(day)
    assert [text for text in told(OFFICIAL) if "29/11" in text or "quá hạn" in text] == []


def test_one_notice_tells_of_all_that_is_due_that_day(
    work: Assignment, duty: Duty, luc_nam: Organisation, scopes: ScopeOf
) -> None:
    actions.assign(
        duty=duty, organisations=[luc_nam], due_on=date(2026, 11, 29), period="Kỳ hai",
        by=scopes(PROVINCE), on=date(2026, 11, 2),
    )  # fmt: skip
    run("2026-11-19")
    assert told(OFFICIAL) == ["2 nhiệm vụ còn 10 ngày (ngày cuối 29/11/2026)."]


def test_without_an_official_the_leader_is_told_from_the_start(work: Assignment) -> None:
    Posting.objects.filter(user__username=OFFICIAL).update(ends_on=date(2026, 11, 10))
    run("2026-11-19")
    assert len(told(LEADER)) == 1


def test_the_notice_opens_exactly_the_rows_it_counts(
    work: Assignment, client_of: Callable[[str], Client]
) -> None:
    run("2026-12-07")
    with time_machine.travel(datetime(2026, 12, 7, 9, tzinfo=HANOI), tick=False):
        href = Notice.objects.get(posting=posting_of(LEADER), kind=NoticeKind.DUE).href
        page = client_of(LEADER).get(href)
    assert [row.pk for row in page.context["page"].rows] == [work.pk]
