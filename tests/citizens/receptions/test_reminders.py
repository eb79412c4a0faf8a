"""Reminders of citizens who wait for their answer."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from citizens.receptions.kinds import ReplyKind
from citizens.receptions.models import Handling
from portal.demo.cast import posting_of
from portal.jobs.actions import carry_out, enqueue, take
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice
from tests.citizens.receptions.conftest import Log
from tests.notices.conftest import HANOI

pytestmark = pytest.mark.django_db


def told(username: str) -> list[str]:
    mine = Notice.objects.filter(posting=posting_of(username), kind=NoticeKind.REPLY)
    return list(mine.order_by("pk").values_list("text", flat=True))


def run(day: date) -> None:
    with time_machine.travel(
        datetime(day.year, day.month, day.day, 7, 30, tzinfo=HANOI), tick=False
    ):
        job = enqueue("receptions_remind", {}, title="Nhắc hạn", key=f"remind@{day}", by=None)
        taken = take(job.pk, worker="w")
        assert taken is not None
        carry_out(taken)


def test_who_keeps_the_book_is_told_before_the_day_and_the_leader_a_week_late(log: Log) -> None:
    log()
    due = Handling.objects.get().reply_by
    run(due - timedelta(days=4))  # a Friday; the third day before is a Sunday
    assert told("canbo.lucnam") == [
        f"1 lượt tiếp chờ trả lời còn 4 ngày (ngày cuối {due:%d/%m/%Y})."
    ]
    run(due + timedelta(days=10))
    assert told("canbo.lucnam")[1:] == told("lanhdao.lucnam")
    assert told("lanhdao.lucnam") == ["1 lượt tiếp chờ trả lời quá hạn 10 ngày."]
    assert told("diaban.lucnam") == told("canbo.bacgiang") == []


def test_an_answer_given_is_asked_for_no_more(log: Log) -> None:
    log()
    due = Handling.objects.get().reply_by
    Handling.objects.update(replied_on=date(2026, 11, 18), reply_kind=ReplyKind.ACCEPTED)
    run(due)
    assert told("canbo.lucnam") == []
