from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from directives.assignments.models import Assignment
from directives.assignments.rules import Step
from directives.registry.models import Duty
from portal.access import Scope
from portal.files.models import Attachment
from portal.units.models import Organisation
from tests.directives.assignments.conftest import DUE, give

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]


def _send(client: Client, name: str, work: Assignment, **data: Any) -> Any:
    form = {"version": work.version, "key": "k1", "percent": "40", "note": "Đang làm"} | data
    return client.post(reverse(f"assignments:{name}", args=[work.pk]), form)


def test_a_province_gives_a_duty_to_every_commune_with_exceptions(
    duty: Duty, client_of: ClientOf, bac_giang: Organisation
) -> None:
    client, address = client_of("sonoivu"), reverse("assignments:assign", args=[duty.pk])
    page = client.get(address)
    everybody = [row["organisation"].pk for row in page.context["rows"]]
    assert len(everybody) == 99
    chosen = [pk for pk in everybody if pk != bac_giang.pk]
    sent = client.post(
        address, {"organisations": chosen, "due_on": "29/11/2027", "period": "Năm 2027"}
    )
    assert sent.status_code == 302
    assert Assignment.objects.of_duty(duty.pk).count() == 98


def test_the_assign_page_offers_the_next_due_day_of_a_yearly_duty(
    duty: Duty, client_of: ClientOf
) -> None:
    form = client_of("sonoivu").get(reverse("assignments:assign", args=[duty.pk])).context["form"]
    assert (form.initial["due_on"].day, form.initial["due_on"].month) == (29, 11)


def test_giving_outside_ones_reach_is_refused_beside_the_field(
    duty: Duty, client_of: ClientOf
) -> None:
    outside = Organisation.objects.peoples_committees().filter(unit__code="26170").latest("pk")
    address = reverse("assignments:assign", args=[duty.pk])
    sent = client_of("sonoivu").post(address, {"organisations": [outside.pk], "due_on": ""})
    assert sent.status_code == 422
    assert "không thuộc phạm vi" in sent.content.decode()
    assert not Assignment.objects.of_duty(duty.pk).exists()


def test_a_commune_official_sees_the_work_and_acknowledges_it(
    work: Assignment, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")
    assert work.duty.text in client.get(reverse("assignments:list")).content.decode()
    client.post(reverse("assignments:acknowledge", args=[work.pk]))
    work.refresh_from_db()
    assert work.step == "acknowledged"


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("canbo.lucnam", 200), ("lanhdao.lucnam", 200), ("diaban.lucnam", 200), ("sonoivu", 200),
        ("canbo.bacgiang", 404), ("canbo.trian", 404), ("mttq.lucnam", 404), ("quantri", 403),
    ],
)  # fmt: skip
def test_who_sees_an_assignment(
    work: Assignment, client_of: ClientOf, username: str, status: int
) -> None:
    assert client_of(username).get(work.get_absolute_url()).status_code == status


def test_progress_with_evidence_is_kept_and_served_through_the_assignment(
    work: Assignment, client_of: ClientOf
) -> None:
    proof = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 bien ban")
    assert _send(client_of("canbo.lucnam"), "progress", work, evidence=proof).status_code == 302
    attachment = work.evidence().get()
    address = reverse("assignments:evidence", args=[work.pk, attachment.pk])
    served = client_of("sonoivu").get(address)
    assert served["Content-Disposition"].startswith("attachment")
    assert b"".join(served) == b"%PDF-1.7 bien ban"
    assert client_of("canbo.bacgiang").get(address).status_code == 404


def test_evidence_that_is_not_what_its_name_says_is_refused_and_the_note_stays(
    work: Assignment, client_of: ClientOf
) -> None:
    program = SimpleUploadedFile("bien-ban.pdf", b"MZ\x90\x00 not a pdf")
    sent = _send(client_of("canbo.lucnam"), "progress", work, note="Đã họp thôn", evidence=program)
    body = sent.content.decode()
    assert sent.status_code == 422
    assert "không phải là PDF" in body
    assert "Đã họp thôn" in body
    assert not work.entries.exists()


@pytest.mark.parametrize("what", ["overtaken", "sent twice", "next file bad"])
def test_evidence_of_an_act_that_does_nothing_leaves_no_file(
    work: Assignment, client_of: ClientOf, settings: Settings, tmp_path: Path, what: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    key, client = uuid4().hex, client_of("canbo.lucnam")
    if what == "sent twice":
        _send(client, "progress", work, key=key)
    proof = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 bien ban")
    evidence = [proof]
    if what == "next file bad":
        evidence.append(SimpleUploadedFile("hai.pdf", b"MZ\x90\x00 not a pdf"))
    version = work.version + (5 if what == "overtaken" else 0)
    _send(client, "progress", work, evidence=evidence, key=key, version=version)
    assert not Attachment.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_completing_without_a_word_is_refused(work: Assignment, client_of: ClientOf) -> None:
    sent = _send(client_of("canbo.lucnam"), "submit", work, note=" ")
    assert sent.status_code == 422
    assert "Hãy ghi kết quả" in sent.content.decode()


def test_the_province_returns_with_a_reason_and_accepts_in_the_end(
    work: Assignment, client_of: ClientOf
) -> None:
    commune, province = client_of("canbo.lucnam"), client_of("sonoivu")
    _send(commune, "submit", work, percent="100")
    work.refresh_from_db()
    silent = _send(province, "send_back", work, note="")
    assert "Hãy ghi lý do trả lại" in silent.content.decode()
    _send(province, "send_back", work, note="Thiếu phụ lục")
    work.refresh_from_db()
    _send(commune, "submit", work, key="k2", percent="100")
    work.refresh_from_db()
    assert _send(province, "accept", work).status_code == 302
    work.refresh_from_db()
    assert work.step == "accepted"


def test_a_commune_never_reviews_its_own_work(work: Assignment, client_of: ClientOf) -> None:
    assert _send(client_of("lanhdao.lucnam"), "accept", work).status_code == 403


def test_a_stale_page_is_told_so(work: Assignment, client_of: ClientOf) -> None:
    client = client_of("canbo.lucnam")
    _send(client, "progress", work)
    sent = _send(client, "progress", work, key="k2")
    assert sent.status_code == 422
    assert "Có người vừa cập nhật" in sent.content.decode()


def test_the_list_costs_the_same_queries_with_2_rows_and_with_20(
    duty: Duty, client_of: ClientOf, scopes: ScopeOf, today: date
) -> None:
    client = client_of("sonoivu")
    here = Organisation.objects.peoples_committees().of_communes().visible_to(scopes("sonoivu"))
    communes = list(here.on(today)[:20])

    def cost_of(some: list[Organisation]) -> int:
        for one in some:
            give(duty, one, DUE, Step.GIVEN)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("assignments:list")).context["page"]
        assert len(page) >= len(some)
        return len(queries)

    assert cost_of(communes[:2]) == cost_of(communes[2:])
