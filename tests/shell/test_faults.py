"""What a page says when the database is away or a disk is full: in Vietnamese, with what was typed."""

import errno
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from portal import errors
from portal.access import public

ERRORS: dict[str, Exception] = {
    "away": OperationalError("server closed the connection unexpectedly"),
    "closed": InterfaceError("connection already closed"),
    "ours": OperationalError("no such table: x"),
    "full": OSError(errno.ENOSPC, "No space left on device"),
    "other": ValueError("x"),
}


@public(because="the tests' own")
def broken(request: HttpRequest, kind: str) -> HttpResponse:
    raise ERRORS[kind]


urlpatterns = [path("hong/<str:kind>/", broken)]
handler500 = "portal.errors.server_error"
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
Ask = Callable[..., Any]


@pytest.fixture
def ask() -> Ask:
    client = Client(raise_request_exception=False)

    def post(kind: str, **typed: object) -> Any:
        answer: Any = client.post(f"/hong/{kind}/?a=1", typed)
        return answer

    return post


@pytest.mark.parametrize("kind", ["away", "closed"])
def test_a_database_that_is_away_is_said_and_what_was_typed_is_sent_again(
    ask: Ask, kind: str
) -> None:
    answer = ask(kind, summary="Xin sửa <đường>", key="k1", many=["a", "b"])
    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "no-store" in answer["Cache-Control"]
    assert "Cơ sở dữ liệu đang tạm ngừng" in text
    assert f'action="/hong/{kind}/?a=1"' in text
    assert 'name="summary" value="Xin sửa &lt;đường&gt;"' in text
    assert text.count('name="many"') == 2


def test_a_password_is_never_sent_back(ask: Ask) -> None:
    text = ask("away", username="thuy", password="bi-mat-lam").content.decode()
    assert "bi-mat-lam" not in text
    assert "nút quay lại" in text


def test_a_page_that_was_only_read_offers_to_try_again() -> None:
    answer = Client(raise_request_exception=False).get("/hong/away/")
    assert (answer.status_code, "Thử lại" in answer.content.decode()) == (503, True)


def test_a_full_disk_is_said(ask: Ask) -> None:
    answer = ask("full", note="x")
    assert answer.status_code == 507
    assert "Máy chủ hết chỗ chứa" in answer.content.decode()


def test_a_session_that_the_database_did_not_save_is_no_bad_request() -> None:
    """Django makes a 400 of it, although the act itself may have been saved."""
    lost = SessionInterrupted()
    lost.__context__ = UpdateError()
    lost.__context__.__context__ = ERRORS["away"]
    answer = errors.bad_request(RequestFactory().post("/x/", {"key": "k1"}), lost)
    assert answer.status_code == 503
    assert 'name="key" value="k1"' in answer.content.decode()


@pytest.mark.parametrize("kind", ["ours", "other"])
def test_any_other_error_stays_an_error(ask: Ask, kind: str) -> None:
    assert ask(kind).status_code == 500
