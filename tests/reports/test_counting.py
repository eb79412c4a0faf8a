"""An open report shows what it last counted, and says when; it is counted anew on wish, by day, at signing."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.access import Scope
from portal.calendar.clock import now
from portal.jobs.actions import carry_out, enqueue, take
from portal.reports import actions
from portal.reports.figures import count, last_count
from portal.reports.models import Report
from portal.reports.rules import Refusal
from tests.reports.conftest import CHAIRMAN, ON
from tests.reports.pages import page_of, queries

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Visit = Callable[..., None]


def visits(report: Report) -> int:
    return next(one.value for one in last_count(report, on=ON).groups["receptions"])  # type: ignore[return-value]


def fetched(report: Report) -> Report:
    return Report.objects.for_page().get(pk=report.pk)


def recount_by_day(slot: datetime) -> None:
    job = enqueue(
        "reports_recount", {"slot": slot.isoformat()}, title="Đếm lại", by=None, key=str(slot)
    )
    run = take(job.pk, worker="test")
    assert run is not None
    carry_out(run)


def test_what_is_kept_is_what_was_counted(draft: Report, visit: Visit) -> None:
    visit(date(2026, 11, 10))
    actions.recount(report=draft, at=now())
    assert last_count(fetched(draft), on=ON) == count(draft, on=ON)
    assert visits(fetched(draft)) == 1


def test_a_province_keeps_where_the_reports_of_its_communes_stand(
    sent: Report, province_draft: Report
) -> None:
    actions.recount(report=province_draft, at=now())
    assert last_count(fetched(province_draft), on=ON) == count(province_draft, on=ON)


def test_a_report_that_was_never_counted_is_counted_when_it_is_read(
    draft: Report, visit: Visit
) -> None:
    visit(date(2026, 11, 10))
    assert visits(draft) == 1


def test_the_pages_say_when_the_numbers_were_counted_until_they_are_counted_anew(
    draft: Report, visit: Visit, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")
    actions.recount(report=draft, at=now() - timedelta(hours=2))
    visit(date(2026, 11, 10))
    for page in (draft.get_absolute_url(), reverse("reports:write", args=[draft.pk])):
        assert "số liệu đếm lúc 08:00 23/11/2026" in page_of(client, page)
    assert visits(fetched(draft)) == 0
    answer = client.post(reverse("reports:recount", args=[draft.pk]))
    assert answer.headers["Location"] == draft.get_absolute_url()
    assert "số liệu đếm lúc 10:00 23/11/2026" in page_of(client, draft.get_absolute_url())
    assert visits(fetched(draft)) == 1


def test_what_was_counted_is_not_counted_again_to_be_read(
    draft: Report, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")
    uncounted = queries(client, draft.get_absolute_url())
    actions.recount(report=draft, at=now())
    assert queries(client, draft.get_absolute_url()) < uncounted


def test_an_older_count_does_not_take_the_place_of_a_newer_one(draft: Report, visit: Visit) -> None:
    late, at = fetched(draft), now()
    visit(date(2026, 11, 10))
    actions.recount(report=draft, at=at)
    actions.recount(report=late, at=at - timedelta(seconds=5))
    assert fetched(draft).counted_at == at


def test_signing_counts_anew_and_the_count_goes(
    written: Report, leader: Scope, visit: Visit
) -> None:
    actions.recount(report=written, at=now())
    visit(date(2026, 11, 10))
    actions.sign(report=written, version=written.version, signed_as=CHAIRMAN, by=leader, on=ON)
    assert written.frozen is not None
    assert written.frozen["figures"]["receptions"][0]["value"] == 1
    assert (written.counted, written.counted_at) == (None, None)
    with pytest.raises(Refusal):
        actions.recount(report=written, at=now())


def test_what_is_about_to_be_signed_is_shown_as_it_would_be_frozen(
    written: Report, client_of: ClientOf, visit: Visit
) -> None:
    actions.recount(report=written, at=now())
    written.typed = {"tcd_1": "5"}
    written.save(update_fields=["typed"])
    visit(date(2026, 11, 10))
    page = page_of(client_of("lanhdao.lucnam"), reverse("reports:sign", args=[written.pk]))
    assert "hệ thống tính <strong>1</strong>" in page


def test_files_of_an_open_report_say_what_its_page_says(
    written: Report, official: Scope, visit: Visit
) -> None:
    actions.recount(report=written, at=now() - timedelta(hours=2))
    visit(date(2026, 11, 10))
    actions.make_files(report=written, by=official, on=ON)
    assert visits(fetched(written)) == 1


def test_each_open_report_is_counted_once_a_day(draft: Report, sent: Report) -> None:
    monday = now()
    recount_by_day(monday)
    assert not Report.objects.open().filter(counted_at=None).exists()
    assert Report.objects.get(pk=sent.pk).counted is None
    recount_by_day(monday + timedelta(hours=1))
    assert set(Report.objects.open().values_list("counted_at", flat=True)) == {monday}
    with time_machine.travel(datetime(2026, 11, 23, 17, 35, tzinfo=UTC), tick=False):
        tuesday = now()
        recount_by_day(tuesday)
    assert set(Report.objects.open().values_list("counted_at", flat=True)) == {tuesday}
