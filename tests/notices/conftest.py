"""An office at nine on a Wednesday, a person with a confirmed address, and the job that sends."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import Settings

from portal.accounts.models import User
from portal.demo.cast import posting_of
from portal.jobs.actions import carry_out, enqueue, take
from portal.jobs.models import Job
from portal.notices.actions import tell
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NINE = datetime(2026, 11, 25, 9, tzinfo=HANOI)  # a Wednesday
Send = Callable[..., Job]
Say = Callable[..., Notice]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NINE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def reached(db: None, settings: Settings, clock: time_machine.Traveller) -> User:
    """An official of the cast whose address is confirmed, in a portal that sends mail."""
    settings.DIGESTS, settings.SITE_URL = True, "https://cong.example"
    person: User = User.objects.get(username="canbo.lucnam")
    person.email, person.email_confirmed_at = "thuy@bacninh.example", NINE
    person.save()
    return person


@pytest.fixture
def say(db: None) -> Say:
    """What tells one of the cast something new."""

    def tell_one(
        text: str = "Báo cáo năm: còn 3 ngày.", *, username: str = "canbo.lucnam",
        kind: NoticeKind = NoticeKind.REPORT, urgent: bool = False, href: str = "/bao-cao/",
    ) -> Notice:  # fmt: skip
        key, posting = f"k{Notice.objects.count()}", posting_of(username)
        tell(postings=[posting], kind=kind, key=key, text=text, href=href, urgent=urgent)
        return Notice.objects.get(posting=posting, key=key)

    return tell_one


@pytest.fixture
def send(db: None) -> Send:
    """What carries out the job of one slot, or goes on with one that lost its worker."""

    def carry(key: str = "slot") -> Job:
        job = enqueue("notices_digest", {}, title="Gửi bản tin", key=key, by=None)
        run = take(job.pk, worker="w")
        assert run is not None
        carry_out(run)
        job.refresh_from_db()
        return job

    return carry
