"""A signature freezes: the page repeats what is signed and what is odd about it, and asks first."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from portal.access import Scope
from portal.reports.models import Report, ReportState
from tests.reports.conftest import CHAIRMAN, write
from tests.reports.pages import links, page_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Visit = Callable[..., None]


def asked(report: Report) -> str:
    return reverse("reports:sign", args=[report.pk])


def test_the_page_of_a_report_leads_to_the_question_and_signs_nothing(
    written: Report, client_of: ClientOf
) -> None:
    client = client_of("lanhdao.lucnam")
    assert asked(written) in links(page_of(client, written.get_absolute_url()))
    page_of(client, asked(written))
    assert Report.objects.get(pk=written.pk).state == ReportState.DRAFT


def test_the_question_repeats_title_number_date_and_signer(
    written: Report, leader: Scope, client_of: ClientOf
) -> None:
    page = page_of(client_of("lanhdao.lucnam"), asked(written))
    for said in (written.title, "125/BC-UBND", "23/11/2026", leader.name):
        assert f"<dd>{said}</dd>" in page


def test_the_question_warns_of_other_figures_blank_sections_and_no_number(
    draft: Report, official: Scope, client_of: ClientOf, visit: Visit
) -> None:
    visit()
    write(draft, official, tcd_1="1676")
    row = Report.objects.get(pk=draft.pk)
    row.number, row.narrative = "", row.narrative | {"proposals": ""}
    row.save()
    page = page_of(client_of("lanhdao.lucnam"), asked(draft))
    assert "đơn vị ghi <strong>1.676</strong>, hệ thống tính <strong>1</strong>" in page
    assert "Để trống: V. KIẾN NGHỊ, ĐỀ XUẤT" in page
    assert "Chưa có số văn bản" in page


def test_htmx_gets_the_question_alone(written: Report, client_of: ClientOf) -> None:
    answer = client_of("lanhdao.lucnam").get(asked(written), headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert 'class="confirm"' in answer.content.decode()


def test_a_report_with_unwritten_sections_is_not_asked_about(
    draft: Report, client_of: ClientOf
) -> None:
    page = page_of(client_of("lanhdao.lucnam"), asked(draft))
    assert "I. KHÁI QUÁT TÌNH HÌNH" in page
    assert "signed_as" not in page


def test_the_leader_who_says_yes_signs(written: Report, client_of: ClientOf) -> None:
    client, sent = client_of("lanhdao.lucnam"), {"signed_as": CHAIRMAN}
    answer = client.post(asked(written), sent | {"version": str(written.version)})
    assert answer.status_code == 302
    assert Report.objects.get(pk=written.pk).state == ReportState.SUBMITTED


def test_a_report_changed_while_the_question_stood_is_asked_about_anew(
    written: Report, official: Scope, client_of: ClientOf
) -> None:
    client, sent = client_of("lanhdao.lucnam"), {"signed_as": CHAIRMAN}
    stale = str(written.version)
    write(written, official, tcd_1="1676")
    answer = client.post(asked(written), sent | {"version": stale})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Có người vừa sửa báo cáo này" in page
    assert "đơn vị ghi <strong>1.676</strong>" in page
    assert f'name="version" value="{written.version}"' in page


def test_a_signed_report_is_not_asked_about_again(sent: Report, client_of: ClientOf) -> None:
    answer = client_of("lanhdao.lucnam").get(asked(sent), follow=True)
    assert answer.redirect_chain == [(sent.get_absolute_url(), 302)]
    assert "đã ký và gửi rồi" in answer.content.decode()


def test_an_official_does_not_sign(written: Report, client_of: ClientOf) -> None:
    path = reverse("reports:sign", args=[written.pk])
    answer = client_of("canbo.lucnam").post(path, {"version": 2, "signed_as": CHAIRMAN})
    assert answer.status_code == 403


def test_a_capacity_that_the_form_does_not_have_is_refused(
    written: Report, client_of: ClientOf
) -> None:
    path = reverse("reports:sign", args=[written.pk])
    sent = {"version": written.version, "signed_as": "THỦ TƯỚNG"}
    assert client_of("lanhdao.lucnam").post(path, sent).status_code == 422


def test_what_waits_for_the_leader_stands_on_the_start_page_with_its_date(
    written: Report, client_of: ClientOf
) -> None:
    client_of("canbo.lucnam").post(reverse("reports:ask_to_sign", args=[written.pk]))
    written.refresh_from_db()
    assert written.state == ReportState.WAITING
    page = page_of(client_of("lanhdao.lucnam"), "/")
    assert "Chờ tôi ký" in page
    assert written.get_absolute_url() in links(page)
