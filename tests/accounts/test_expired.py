"""A session that ends while a form is filled loses nothing: the page that says so brings it back."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from citizens.receptions.models import ReceptionDay
from portal.accounts.models import Session
from portal.demo.cast import DEMO_PASSWORD

PLAN, LOGIN, PASSWORD = "/tiep-cong-dan/lich/", "/tai-khoan/dang-nhap/", "/tai-khoan/mat-khau/"
TYPED = {
    "day": "10/12/2026", "host": "head", "channel": "periodic",
    "host_name": "Đặng Quốc Hưng", "note": "Mang theo <hồ sơ> cũ",
}  # fmt: skip
HERE = {"Origin": "http://testserver"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def official(client_of: Callable[[str], Client]) -> Client:
    """One whose browser checks tokens, with the page of the form open."""
    logged_in, strict = client_of("canbo.lucnam"), Client(enforce_csrf_checks=True)
    strict.cookies = logged_in.cookies
    strict.get(PLAN)
    return strict


def token(client: Client) -> dict[str, str]:
    return {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}


def hidden(page: str) -> dict[str, str]:
    boxes = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in boxes}


def log_in(client: Client) -> None:
    """As in another tab: the same cookies, and a new token."""
    given = {"username": "canbo.lucnam", "password": DEMO_PASSWORD} | token(client)
    assert client.post(LOGIN, given).status_code == 302


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_what_was_typed_comes_back_and_is_saved_after_a_login_elsewhere(official: Client) -> None:
    Session.objects.all().delete()
    lost = official.post(PLAN, TYPED | token(official), headers=HERE)
    assert (lost.status_code, lost["Cache-Control"]) == (401, "no-store, private")
    assert "Phiên làm việc đã hết" in text_of(lost)
    assert "Mang theo &lt;hồ sơ&gt; cũ" in text_of(lost)
    log_in(official)
    stale = official.post(PLAN, hidden(text_of(lost)), headers=HERE)
    assert (stale.status_code, stale["Cache-Control"]) == (403, "no-store, private")
    assert official.post(PLAN, hidden(text_of(stale)), headers=HERE).status_code == 302
    assert ReceptionDay.objects.filter(note="Mang theo <hồ sơ> cũ").count() == 1


def test_a_page_opened_before_a_login_elsewhere_is_sent_again(official: Client) -> None:
    old = token(official)
    log_in(official)
    refused = official.post(PLAN, TYPED | old, headers=HERE)
    assert refused.status_code == 403
    assert "Gửi lại" in text_of(refused)
    assert official.post(PLAN, hidden(text_of(refused)), headers=HERE).status_code == 302


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "", "http://testserver.evil.example"]
)
def test_what_another_site_sent_is_never_offered_again(official: Client, origin: str) -> None:
    refused = official.post(PLAN, TYPED, headers={"Origin": origin} if origin else {})
    assert refused.status_code == 403
    assert "Gửi lại" not in text_of(refused)
    assert "Mang theo" not in text_of(refused)


def test_files_are_asked_for_again(official: Client) -> None:
    Session.objects.all().delete()
    sent = TYPED | {"upload": SimpleUploadedFile("a.txt", b"a")} | token(official)
    page = text_of(official.post(PLAN, sent, headers=HERE))
    assert 'enctype="multipart/form-data"' in page
    assert re.search(r'<input [^>]*type="file"[^>]* name="upload">', page)


def test_a_password_does_not_come_back(official: Client) -> None:
    typed = {"old": "bi-mat-cu-2026", "new": "bi-mat-moi-2026", "again": "bi-mat-moi-2026"}
    refused = official.post(PASSWORD, typed, headers=HERE)
    assert refused.status_code == 403
    assert "bi-mat" not in text_of(refused)
    Session.objects.all().delete()
    assert official.post(PASSWORD, typed | token(official), headers=HERE).status_code == 302


def test_who_typed_nothing_is_led_to_the_login_and_to_no_act(official: Client) -> None:
    Session.objects.all().delete()
    answer = official.post("/thong-bao/da-doc/", token(official), headers=HERE)
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)


def test_htmx_is_led_to_the_login_and_its_page_decides(official: Client) -> None:
    Session.objects.all().delete()
    answer = official.post(PLAN, TYPED | token(official), headers=HERE | {"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, LOGIN)
