"""The pages of background work: the whole, one job, its buttons."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.jobs.actions import appear, enqueue, hand_out, lead
from portal.jobs.models import BackgroundProcess, Job, JobItem, JobState, ScheduledWork
from portal.jobs.run import JobRun
from tests.jobs.conftest import ScopeOf

ClientOf = Callable[[str], Client]
LIST = reverse("jobs:list")
PARTS = {"HX-Request": "true"}


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def halfway(job: Job, run: JobRun) -> Job:
    """One item done, one failed, one not begun; the job is over."""
    for item, sentence in zip(
        run.each({"a": "Xã A", "b": "Xã B", "c": "Xã C"}), "ab", strict=False
    ):
        with item:
            if sentence == "b":
                item.fail("Không có số liệu.")
    run.finish(JobState.FAILED, error="2 trong 3 mục không xong.")
    job.refresh_from_db()
    return job


def test_the_page_shows_progress_and_only_to_who_asked(job: Job, client_of: ClientOf) -> None:
    address = reverse("jobs:detail", args=[job.pk])
    part = client_of("sonoivu").get(address, headers=PARTS)
    assert "hx-trigger" in part.content.decode()
    assert client_of("canbo.lucnam").get(address).status_code == 404
    assert client_of("quantri").get(address).status_code == 200


def test_a_page_that_waits_for_a_job_is_drawn_anew_when_it_is_over(
    job: Job, client_of: ClientOf
) -> None:
    address, client = reverse("jobs:detail", args=[job.pk]), client_of("sonoivu")
    assert "HX-Refresh" not in client.get(address, headers=PARTS)
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
    assert client.get(address, headers=PARTS)["HX-Refresh"] == "true"
    assert "HX-Refresh" not in client.get(address)


def test_a_job_that_waits_says_that_nothing_is_lost(job: Job, client_of: ClientOf) -> None:
    text = page(client_of("sonoivu"), reverse("jobs:detail", args=[job.pk]))
    assert "máy chủ khởi động lại cũng không mất" in text


def test_the_items_stand_with_their_errors_and_can_be_filtered(
    halfway: Job, client_of: ClientOf
) -> None:
    address, client = reverse("jobs:detail", args=[halfway.pk]), client_of("quantri")
    text = page(client, address)
    assert all(name in text for name in ("Xã A", "Xã B", "Xã C", "Không có số liệu."))
    assert "w1 nhận việc, lần chạy 1." in text
    assert f"<dt>Người yêu cầu</dt><dd>{halfway.asked_by_name}</dd>" in text
    assert "Xã A</th>" not in page(client, address + "?muc=failed")


def test_the_button_runs_only_what_is_not_done(halfway: Job, client_of: ClientOf) -> None:
    client = client_of("sonoivu")
    assert "Chạy lại 2 mục chưa xong" in page(client, reverse("jobs:detail", args=[halfway.pk]))
    told = client.post(reverse("jobs:retry", args=[halfway.pk]), follow=True)
    assert "Đã xếp hàng chạy lại 2 mục chưa xong." in told.content.decode()
    halfway.refresh_from_db()
    assert halfway.state == JobState.WAITING
    assert list(halfway.items.values_list("state", flat=True)) == ["done", "waiting", "waiting"]
    assert Entry.objects.filter(act="job.retry").exists()


def test_a_job_that_is_done_has_nothing_to_run_again(job: Job, client_of: ClientOf) -> None:
    Job.objects.update(state=JobState.DONE)
    told = client_of("sonoivu").post(reverse("jobs:retry", args=[job.pk]), follow=True)
    assert "không có gì phải chạy lại" in told.content.decode()


def test_cancelling_is_told_and_recorded(job: Job, client_of: ClientOf) -> None:
    told = client_of("sonoivu").post(reverse("jobs:cancel", args=[job.pk]), follow=True)
    assert "Đã hủy công việc." in told.content.decode()
    assert "hủy công việc." in job.events.get().says
    assert Entry.objects.filter(act="job.cancel").exists()


def test_the_counts_are_links_to_exactly_their_jobs(
    job: Job, client_of: ClientOf, scopes: ScopeOf
) -> None:
    other = enqueue("jobs_tidy", {}, title="Việc hỏng", key="k", by=None)
    Job.objects.filter(pk=other.pk).update(state=JobState.FAILED)
    client = client_of("quantri")
    assert "?trang_thai=failed" in page(client, LIST)
    failed = page(client, LIST + "?trang_thai=failed")
    assert "Việc hỏng</a>" in failed
    assert "Đếm</a>" not in failed
    assert "Đếm</a>" not in page(client, LIST + "?loai=jobs_tidy")


def test_a_filter_that_does_not_exist_says_so(job: Job, client_of: ClientOf) -> None:
    assert "field-errors" in page(client_of("quantri"), LIST + "?trang_thai=xyz")


def test_the_list_says_who_leads_who_lives_and_how_long_the_oldest_waits(
    job: Job, client_of: ClientOf
) -> None:
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=7, seconds=5))
    appear(BackgroundProcess.Role.WORKER, "may1:77")
    for name in ("may1:88", "may2:99"):
        appear(BackgroundProcess.Role.SCHEDULER, name)
        lead(name)
    text = page(client_of("quantri"), LIST)
    assert "may1:77, nhịp gần nhất" in text
    assert "may1:88, nhịp gần nhất" in text
    assert "<dt>Bản dự phòng</dt><dd>1</dd>" in text
    assert "Việc chờ lâu nhất: 7 phút" in text


def test_the_list_says_that_nobody_works(db: None, client_of: ClientOf) -> None:
    appear(BackgroundProcess.Role.WORKER, "may1:77")
    BackgroundProcess.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    text = page(client_of("quantri"), LIST)
    assert "Không có bộ xử lý nào trả lời" in text
    assert "Không có bộ lập lịch nào điều khiển" in text


def test_the_schedule_tells_what_was_slept_through(db: None, client_of: ClientOf) -> None:
    lead("a")
    hand_out("a")
    ScheduledWork.objects.update(last_slot=timezone.now() - timedelta(days=3))
    hand_out("a")
    text = page(client_of("quantri"), LIST)
    assert "Bộ lập lịch đã lỡ" in text
    assert "Mở báo cáo của kỳ đã hết" in text


@pytest.mark.parametrize("rows", [2, 20])
def test_the_queries_of_the_pages_do_not_grow(
    rows: int, job: Job, run: JobRun, client_of: ClientOf,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:  # fmt: skip
    for place in range(rows):
        enqueue("count", {}, title=f"Việc {place}", key=f"k{place}", by=None)
    for item in run.each({str(place): f"Xã {place}" for place in range(rows)}):
        item.fail("Hỏng.")
    client = client_of("quantri")
    for address in (LIST, reverse("jobs:detail", args=[job.pk])):
        with django_assert_max_num_queries(13):
            page(client, address)
    assert JobItem.objects.count() == rows
