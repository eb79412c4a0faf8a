"""Who manages people is told in time: of ends, of places left empty, of work nobody took over."""

from datetime import date, timedelta

import pytest

from portal.accounts.models import Posting
from portal.demo.cast import posting_of
from portal.handover.warnings import managers, warn
from portal.notices.actions import tell
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)
WEEK = timedelta(days=7)


def ends(username: str, day: date) -> Posting:
    posting = posting_of(username)
    Posting.objects.filter(pk=posting.pk).update(ends_on=day)
    return posting


def told(username: str) -> list[str]:
    said = Notice.objects.of(posting_of(username)).filter(kind=NoticeKind.PEOPLE).order_by("pk")
    return list(said.values_list("text", flat=True))


def warn_all(*, on: date = ON) -> None:
    for manager in managers(on=on):
        warn(manager, on=on)


def test_who_manages_people_is_found() -> None:
    assert {one.user.username for one in managers(on=ON)} == {"quantri", "quantri.lucnam"}


def test_ends_of_postings_are_told_to_their_managers_alone() -> None:
    ends("canbo.lucnam", ON + WEEK)
    warn_all()
    for username in ("quantri", "quantri.lucnam"):
        assert told(username) == ["1 phân công hết hạn trong 14 ngày tới."]
    assert Notice.objects.count() == 2


def test_a_warning_is_said_once_a_week() -> None:
    ends("canbo.lucnam", ON + WEEK)
    warn_all()
    warn_all(on=ON + timedelta(days=1))
    assert len(told("quantri")) == 1
    warn_all(on=ON + WEEK)
    assert len(told("quantri")) == 2


def test_a_place_where_nobody_works_any_more_is_told() -> None:
    for username in ("canbo.bacgiang", "lanhdao.bacgiang"):
        ends(username, ON - timedelta(days=30))
    warn_all()
    assert told("quantri") == ["1 cơ quan không còn ai làm việc."]
    assert told("quantri.lucnam") == []


def test_work_that_nobody_took_over_is_told_by_number() -> None:
    gone = ends("canbo.lucnam", ON - timedelta(days=1))
    tell(postings=[gone], kind=NoticeKind.WORK, key="việc", text="Nội dung kín", href="/")
    warn_all()
    warn_all(on=ON + timedelta(days=1))
    assert told("quantri.lucnam") == [
        "Nguyễn Thị Thủy đã hết phân công, chưa bàn giao 1 thông báo chưa đọc."
    ]


def test_who_left_nothing_open_is_not_told_of() -> None:
    ends("canbo.lucnam", ON - timedelta(days=1))
    warn_all()
    assert told("quantri.lucnam") == []
