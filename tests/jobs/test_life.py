from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access import Scope
from portal.jobs import actions
from portal.jobs.actions import JobFailure, JobRun, Superseded, carry_out, enqueue, take
from portal.jobs.models import Job, JobState

ScopeOf = Callable[[str], Scope]
ClientOf = Callable[[str], Client]


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What was told to the queue, without a queue."""
    told: list[int] = []
    monkeypatch.setattr(actions, "send", told.append)
    return told


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> dict[str, actions.Handler]:
    handlers: dict[str, actions.Handler] = {}
    monkeypatch.setattr(actions, "_HANDLERS", handlers)
    return handlers


@pytest.fixture
def job(scopes: ScopeOf) -> Job:
    return enqueue("count", {"to": 3}, title="Đếm", key="count:1", by=scopes("sonoivu"))


def test_the_same_key_is_one_job(job: Job, scopes: ScopeOf, sent: list[int]) -> None:
    again = enqueue("count", {"to": 3}, title="Đếm", key="count:1", by=scopes("sonoivu"))
    assert again.pk == job.pk
    assert sent == [job.pk, job.pk]


def test_a_job_reports_its_progress_and_ends_done(
    job: Job, kinds: dict[str, actions.Handler]
) -> None:
    kinds["count"] = lambda run: run.progress(3, 3, "xong cả")
    run = take(job.pk, worker="w1")
    assert run is not None
    carry_out(run)
    job.refresh_from_db()
    assert (job.state, job.done, job.percent, job.note) == (JobState.DONE, 3, 100, "xong cả")


def test_two_workers_never_hold_one_job(job: Job) -> None:
    assert take(job.pk, worker="w1") is not None
    assert take(job.pk, worker="w2") is None


def test_a_dead_workers_job_is_taken_over_and_the_old_one_stops(job: Job) -> None:
    old = take(job.pk, worker="w1")
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    new = take(job.pk, worker="w2")
    assert old is not None
    assert new is not None
    with pytest.raises(Superseded):
        old.progress(1, 3)
    new.progress(1, 3)


def test_the_sweeper_sends_what_waits_or_lost_its_worker(job: Job, sent: list[int]) -> None:
    sent.clear()
    assert actions.sweep() == 0
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(minutes=5))
    assert actions.sweep() == 1
    assert sent == [job.pk]


def test_a_failure_shows_its_sentence_and_can_be_tried_again(
    job: Job, kinds: dict[str, actions.Handler]
) -> None:
    def fail(run: JobRun) -> None:
        raise JobFailure("Thiếu phông chữ.")

    kinds["count"] = fail
    run = take(job.pk, worker="w1")
    assert run is not None
    carry_out(run)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Thiếu phông chữ.")
    actions.retry(job=job)
    assert take(job.pk, worker="w2") is not None


def test_a_crash_is_told_without_its_traceback(job: Job, kinds: dict[str, actions.Handler]) -> None:
    kinds["count"] = lambda run: [][0]
    run = take(job.pk, worker="w1")
    assert run is not None
    carry_out(run)
    job.refresh_from_db()
    assert "Lỗi của hệ thống" in job.error


def test_a_job_that_keeps_dying_is_given_up(job: Job) -> None:
    for place in range(actions.MAX_ATTEMPTS):
        assert take(job.pk, worker=f"w{place}") is not None
        Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert take(job.pk, worker="last") is None
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_a_cancelled_job_stops_at_its_next_report(job: Job, scopes: ScopeOf) -> None:
    run = take(job.pk, worker="w1")
    assert run is not None
    assert actions.cancel(job=job, by=scopes("sonoivu"))
    with pytest.raises(Superseded):
        run.progress(1, 3)


def test_the_page_shows_progress_and_only_to_who_asked(job: Job, client_of: ClientOf) -> None:
    address = reverse("jobs:detail", args=[job.pk])
    page = client_of("sonoivu").get(address, headers={"HX-Request": "true"})
    assert "hx-trigger" in page.content.decode()
    assert client_of("canbo.lucnam").get(address).status_code == 404
    assert client_of("quantri").get(address).status_code == 200


def test_a_page_that_waits_for_a_job_is_drawn_anew_when_it_is_over(
    job: Job, client_of: ClientOf
) -> None:
    address, client = reverse("jobs:detail", args=[job.pk]), client_of("sonoivu")
    asks = {"HX-Request": "true"}
    assert "HX-Refresh" not in client.get(address, headers=asks)
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
    assert client.get(address, headers=asks)["HX-Refresh"] == "true"
    assert "HX-Refresh" not in client.get(address)
