"""Long tables: made in the background, fetched by who asked while they reach the same."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from directives.assignments.exports import work
from directives.assignments.models import Assignment
from portal.access import Scope
from portal.accounts.models import Posting
from portal.exports.actions import ask_for_table, forget_old
from portal.exports.models import Export
from portal.files.models import Attachment
from portal.jobs.actions import carry_out, take
from portal.jobs.models import JobState
from tests.directives.assignments.conftest import bac_giang, duty, luc_nam  # noqa: F401
from tests.directives.assignments.conftest import work as given  # noqa: F401

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]


@pytest.fixture
def asked(given: Assignment, scopes: ScopeOf) -> Export:  # noqa: F811
    return ask_for_table(kind=work, query="q=luc+nam", key=uuid4(), by=scopes("sonoivu"))


def made(export: Export) -> Export:
    run = take(export.job_id, worker="w")
    assert run is not None
    carry_out(run)
    return Export.objects.for_page().get(pk=export.pk)


def fetched(client: Client, export: Export) -> int:
    return client.get(reverse("exports:download", args=[export.pk])).status_code


def test_the_file_holds_what_was_asked_for(asked: Export, client_of: ClientOf) -> None:
    export = made(asked)
    assert export.job.state == JobState.DONE
    assert (export.job.done, export.job.total) == (1, 1)
    response = client_of("sonoivu").get(reverse("exports:download", args=[export.pk]))
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    _, row = load_workbook(BytesIO(content))["Nhiệm vụ"].iter_rows(values_only=True)
    assert row[0] == "Phường Lục Nam"


def test_asking_by_the_page_leads_to_the_progress(given: Assignment, client_of: ClientOf) -> None:  # noqa: F811
    client, form = client_of("sonoivu"), {"kind": "nhiem-vu", "query": "", "key": str(uuid4())}
    first, second = (client.post(reverse("exports:ask"), form) for _ in range(2))
    export = Export.objects.get()
    assert first["Location"] == second["Location"] == export.get_absolute_url()
    assert "Đang chờ" in client.get(export.get_absolute_url()).content.decode()


def test_who_may_not_read_a_list_gets_no_table_of_it(client_of: ClientOf) -> None:
    form = {"kind": "nhiem-vu", "query": "", "key": str(uuid4())}
    assert client_of("quantri").post(reverse("exports:ask"), form).status_code == 403
    assert client_of("sonoivu").post(reverse("exports:ask"), form | {"key": "x"}).status_code == 400


def test_nobody_else_fetches_it(asked: Export, client_of: ClientOf) -> None:
    made(asked)
    assert fetched(client_of("diaban.lucnam"), asked) == 404
    assert fetched(client_of("canbo.lucnam"), asked) == 404


def test_who_reaches_less_since_does_not_fetch_it(asked: Export, client_of: ClientOf) -> None:
    made(asked)
    Export.objects.update(reach="another")
    assert fetched(client_of("sonoivu"), asked) == 404
    page = client_of("sonoivu").get(asked.get_absolute_url())
    assert "Phạm vi theo dõi của bạn đã đổi" in page.content.decode()


def test_a_posting_that_ended_makes_nothing(asked: Export) -> None:
    Posting.objects.filter(pk=asked.posting_id).update(ends_on=timezone.localdate() - timedelta(1))
    export = made(asked)
    assert export.file is None
    assert "Phân công của người yêu cầu đã hết" in export.job.error


def test_a_second_attempt_leaves_one_file(asked: Export) -> None:
    export = made(asked)
    export.job.state = JobState.WAITING
    export.job.save()
    assert made(asked).file_id == export.file_id
    assert Attachment.objects.count() == 1


def test_a_week_later_it_is_forgotten(asked: Export) -> None:
    made(asked)
    assert forget_old(at=timezone.now() + timedelta(days=6)) == 0
    assert forget_old(at=timezone.now() + timedelta(days=8)) == 1
    assert not Export.objects.exists()
    assert not Attachment.objects.exists()
