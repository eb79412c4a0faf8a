"""One scheduler leads; a slot is one job; a sleep and a jump of the clock are made good."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.jobs.actions import hand_out, lead, resign
from portal.jobs.kinds import KINDS, JobKind, scheduled
from portal.jobs.models import Job, ScheduledWork, SchedulerLease
from portal.jobs.rules import Missed

pytestmark = pytest.mark.django_db
MINUTELY = [
    JobKind("newest", "Chỉ lần mới nhất", lambda run: None, "* * * * *"),
    JobKind("every", "Mọi lần", lambda run: None, "* * * * *", Missed.EVERY),
]


@pytest.fixture
def leader() -> str:
    assert lead("a")
    return "a"


def it_slept(minutes: int) -> None:
    """The scheduler handed out its last slots so many minutes ago."""
    past = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=minutes)
    ScheduledWork.objects.update(last_slot=past)


def the_leader_dies() -> None:
    SchedulerLease.objects.update(leased_until=timezone.now() - timedelta(seconds=5))


def jobs_of(kind: str) -> int:
    return Job.objects.filter(kind=kind).count()


def test_one_leads_and_the_other_stands_by(leader: str) -> None:
    assert not lead("b")
    assert lead("a")
    assert hand_out("b", kinds=MINUTELY) == []
    assert SchedulerLease.objects.get().term == 1


def test_when_the_leader_dies_the_other_takes_over(leader: str) -> None:
    the_leader_dies()
    assert lead("b")
    assert not lead("a")
    assert hand_out("a", kinds=MINUTELY) == []
    assert SchedulerLease.objects.get().term == 2


def test_a_leader_that_ends_gives_the_lead_away_at_once(leader: str) -> None:
    resign("a")
    SchedulerLease.objects.update(leased_until=timezone.now() - timedelta(milliseconds=10))
    assert lead("b")


def test_a_lead_taken_before_the_clock_was_set_back_holds_nobody_up(leader: str) -> None:
    SchedulerLease.objects.update(leased_until=timezone.now() + timedelta(days=1))
    assert lead("b")


def test_there_is_one_lease() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SchedulerLease.objects.create(pk=2)


def test_a_slot_becomes_one_job_however_often_one_looks(leader: str) -> None:
    assert len(hand_out("a", kinds=MINUTELY)) == 2
    ScheduledWork.objects.update(last_slot=timezone.now() - timedelta(seconds=61))
    hand_out("a", kinds=MINUTELY)
    the_leader_dies()
    assert lead("b")
    ScheduledWork.objects.all().delete()
    hand_out("b", kinds=MINUTELY)
    keys = list(Job.objects.filter(kind="newest").values_list("key", flat=True))
    assert len(keys) == len(set(keys)) <= 2  # a minute may end while the test runs


def test_what_was_slept_through_is_made_up_and_told(leader: str) -> None:
    hand_out("a", kinds=MINUTELY)
    Job.objects.all().delete()
    it_slept(minutes=30)
    made = hand_out("a", kinds=MINUTELY)
    assert jobs_of("newest") == 1
    assert jobs_of("every") in (30, 31)
    assert "đã lỡ" in ScheduledWork.objects.get(kind="every").note
    assert "đã lỡ" in made[-1].events.get().says


def test_a_clock_set_back_loses_and_doubles_nothing(leader: str) -> None:
    hand_out("a", kinds=MINUTELY)
    before = Job.objects.count()
    it_slept(minutes=-60)
    hand_out("a", kinds=MINUTELY)
    assert Job.objects.count() == before
    assert "Đồng hồ đã lùi" in ScheduledWork.objects.get(kind="newest").note
    it_slept(minutes=1)
    hand_out("a", kinds=MINUTELY)
    assert Job.objects.count() <= before + 2


def test_every_periodic_kind_of_the_product_can_be_handed_out(leader: str) -> None:
    made = {job.kind for job in hand_out("a")}
    assert made == {kind.name for kind in scheduled()} >= {"reports_prepare", "reports_remind"}
    assert all(KINDS[kind].title for kind in made)
