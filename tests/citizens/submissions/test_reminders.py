"""Reminders of the legal deadlines of papers and settlements."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from citizens.receptions.actions import hand_over
from citizens.submissions.models import LegalTerm, Submission
from portal.access import Scope
from portal.demo.cast import posting_of
from portal.jobs.actions import carry_out, enqueue
from portal.jobs.actions import take as start
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice
from portal.units.models import Organisation
from tests.citizens.submissions.conftest import Take
from tests.notices.conftest import HANOI

pytestmark = pytest.mark.django_db


def told(username: str) -> list[str]:
    mine = Notice.objects.filter(posting=posting_of(username), kind=NoticeKind.REPLY)
    return list(mine.order_by("pk").values_list("text", flat=True))


def run(day: date) -> None:
    at = datetime(day.year, day.month, day.day, 7, 30, tzinfo=HANOI)
    with time_machine.travel(at, tick=False):
        job = enqueue("submissions_remind", {}, title="Nhắc hạn", key=f"remind@{uuid4()}", by=None)
        taken = start(job.pk, worker="w")
        assert taken is not None
        carry_out(taken)


def due() -> date:
    return LegalTerm.objects.get().due_on


def test_who_keeps_the_book_is_told_at_ten_three_and_no_days_and_the_leader_a_week_late(
    take: Take,
) -> None:
    take()
    LegalTerm.objects.update(due_on=date(2026, 12, 18))  # a Friday, as are none of the days before
    for left in range(12, -1, -1):
        run(due() - timedelta(days=left))
    assert told("canbo.lucnam") == [
        f"1 thời hạn đơn thư còn {left} ngày (ngày cuối 18/12/2026)." for left in (10, 3)
    ] + ["1 thời hạn đơn thư hạn hôm nay (ngày cuối 18/12/2026)."]
    assert told("lanhdao.lucnam") == []
    run(due() + timedelta(days=10))
    assert told("lanhdao.lucnam") == ["1 thời hạn đơn thư quá hạn 10 ngày."]
    assert told("canbo.lucnam")[-1:] == told("lanhdao.lucnam")
    assert told("canbo.bacgiang") == []


def test_papers_of_one_day_are_one_line_and_a_second_run_adds_none(take: Take) -> None:
    take()
    take()
    day = LegalTerm.objects.first().due_on - timedelta(days=3)  # type: ignore[union-attr]  # there are two
    run(day)
    before = told("canbo.lucnam")
    run(day)
    assert told("canbo.lucnam") == before
    assert before == [] or before[0].startswith("2 thời hạn đơn thư")


def test_what_was_decided_is_asked_for_no_more(
    take: Take, accept: Callable[[Submission], None]
) -> None:
    take()
    LegalTerm.objects.update(done_on=date(2026, 11, 18))
    for day in range(-12, 11):
        run(due() + timedelta(days=day))
    assert told("canbo.lucnam") == told("lanhdao.lucnam") == []


def test_who_holds_the_matter_is_told_and_not_who_gave_it(
    take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    paper = take()
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    day = date(2026, 11, 20)
    hand_over(matter=paper.matter, to=to, on=day, reason="Thẩm quyền", by=lucnam, today=day)
    own = take(by=bacgiang, matter=paper.matter, received_on=day)
    run(own.terms.get().due_on + timedelta(days=12))
    assert told("canbo.lucnam") == []
    assert told("canbo.bacgiang") == ["1 thời hạn đơn thư quá hạn 12 ngày."]
