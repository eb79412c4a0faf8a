"""One job from asked for to finished, whatever happens to its workers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from portal.access import Scope
from portal.jobs import actions
from portal.jobs.actions import carry_out, enqueue, take
from portal.jobs.models import Job, JobState
from portal.jobs.rules import MAX_ATTEMPTS_IN_VAIN
from portal.jobs.run import JobFailure, JobRun, Superseded
from tests.jobs.conftest import ScopeOf, SetHandler


def its_worker_dies(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=5))


def says(job: Job) -> list[str]:
    return list(job.events.values_list("says", flat=True))


def test_the_same_key_is_one_job(job: Job, scopes: ScopeOf, sent: list[int]) -> None:
    again = enqueue("count", {"to": 3}, title="Đếm", key="count:1", by=scopes("sonoivu"))
    assert again.pk == job.pk
    assert sent == [job.pk, job.pk]


def test_a_job_says_who_asked_and_for_what(job: Job, scopes: ScopeOf) -> None:
    asked: Scope = scopes("sonoivu")
    assert (job.kind, job.arguments) == ("count", {"to": 3})
    assert (job.asked_by_id, job.posting_id) == (asked.user_id, asked.posting_id)
    assert job.organisation_id == asked.organisation_id


def test_a_job_reports_its_progress_and_ends_done(
    job: Job, run: JobRun, handled_by: SetHandler
) -> None:
    handled_by(lambda run: run.progress(3, 3, "xong cả"))
    carry_out(run)
    job.refresh_from_db()
    assert (job.state, job.done, job.percent, job.note) == (JobState.DONE, 3, 100, "xong cả")


def test_two_workers_never_hold_one_job(job: Job, run: JobRun) -> None:
    assert take(job.pk, worker="w2") is None


def test_a_dead_workers_job_is_taken_over_and_the_old_one_stops(job: Job, run: JobRun) -> None:
    its_worker_dies(job)
    new = take(job.pk, worker="w2")
    assert new is not None
    with pytest.raises(Superseded):
        run.progress(1, 3)
    new.progress(1, 3)
    assert any("w1 ngừng trả lời lúc" in line for line in says(job))


def test_a_lease_that_lies_too_far_ahead_is_of_a_clock_that_was_set_back(
    job: Job, run: JobRun
) -> None:
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() + timedelta(days=1))
    assert take(job.pk, worker="w2") is not None


def test_a_heartbeat_renews_the_lease(job: Job, run: JobRun) -> None:
    its_worker_dies(job)
    run.beat()
    assert take(job.pk, worker="w2") is None


def test_a_failure_shows_its_sentence_and_can_be_tried_again(
    job: Job, run: JobRun, handled_by: SetHandler
) -> None:
    def fail(run: JobRun) -> None:
        raise JobFailure("Thiếu phông chữ.")

    handled_by(fail)
    carry_out(run)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Thiếu phông chữ.")
    assert says(job)[-1] == "Không xong: Thiếu phông chữ."
    actions.retry(job=job)
    assert take(job.pk, worker="w2") is not None


def test_a_crash_is_told_without_its_traceback(
    job: Job, run: JobRun, handled_by: SetHandler
) -> None:
    handled_by(lambda run: [][0])
    carry_out(run)
    job.refresh_from_db()
    assert "Lỗi của hệ thống" in job.error


def test_a_database_that_goes_away_fails_no_job(
    job: Job, run: JobRun, handled_by: SetHandler
) -> None:
    def lose(run: JobRun) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    handled_by(lose)
    carry_out(run)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    its_worker_dies(job)
    assert take(job.pk, worker="w2") is not None


def test_a_kind_that_the_program_no_longer_has_fails_in_words(job: Job, run: JobRun) -> None:
    carry_out(run)
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_a_job_that_keeps_dying_in_vain_is_given_up(job: Job) -> None:
    for place in range(MAX_ATTEMPTS_IN_VAIN):
        assert take(job.pk, worker=f"w{place}") is not None
        its_worker_dies(job)
    assert take(job.pk, worker="last") is None
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "không thêm được gì" in job.error


def test_a_job_that_keeps_dying_but_gets_on_is_not_given_up(job: Job) -> None:
    for place in range(2 * MAX_ATTEMPTS_IN_VAIN):
        run = take(job.pk, worker=f"w{place}")
        assert run is not None
        run.progress(place, 100)
        its_worker_dies(job)
    assert take(job.pk, worker="last") is not None


def test_a_cancelled_job_stops_at_its_next_write(job: Job, run: JobRun, scopes: ScopeOf) -> None:
    assert actions.cancel(job=job, by=scopes("sonoivu"))
    with pytest.raises(Superseded):
        run.progress(1, 3)
    assert not actions.cancel(job=job, by=scopes("sonoivu"))


def test_the_sweeper_sends_what_nobody_heard_of(job: Job, sent: list[int]) -> None:
    sent.clear()
    Job.objects.update(sent_at=timezone.now())
    assert actions.sweep() == 0
    Job.objects.update(sent_at=timezone.now() - timedelta(minutes=5))
    assert actions.sweep() == 1
    assert sent == [job.pk]
    assert says(job) == ["Chưa bộ xử lý nào nhận; đã nhắc lại hàng đợi."]


def test_the_sweeper_takes_back_what_a_dead_worker_held(
    job: Job, run: JobRun, sent: list[int]
) -> None:
    sent.clear()
    assert actions.sweep() == 0
    its_worker_dies(job)
    assert actions.sweep() == 1
    assert sent == [job.pk]


def test_the_database_refuses_a_running_job_without_a_lease(job: Job) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(state=JobState.RUNNING, leased_until=None)


def test_old_scheduled_work_that_ended_well_is_forgotten(job: Job) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    Job.objects.update(state=JobState.DONE, finished_at=long_ago)
    assert actions.tidy() == 0  # a person asked for it
    Job.objects.update(asked_by_id=None)
    assert actions.tidy() == 1
