"""A visit of an earlier year opens that year's book only when a person says that it is meant."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from citizens.receptions.models import Reception, ReceptionSeries

pytestmark = pytest.mark.django_db
NEW = "/tiep-cong-dan/moi/"
LATE = {"received_on": "30/12/2025"}


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Any:
    with time_machine.travel("2026-11-26T03:00:00+00:00", tick=False):
        yield client_of("canbo.lucnam")


def test_the_book_of_last_year_is_asked_about_and_nothing_is_lost(
    client: Client, typed: dict[str, Any]
) -> None:
    response = client.post(NEW, typed | LATE)
    page = response.content.decode()
    assert response.status_code == 422
    assert "sẽ mang số của sổ năm 2025, không phải sổ năm 2026" in page
    assert 'name="book_2025"' in page
    assert "Nguyễn Văn Tuấn" in page
    assert not ReceptionSeries.objects.exists()


def test_once_said_it_takes_a_number_of_that_book(client: Client, typed: dict[str, Any]) -> None:
    assert client.post(NEW, typed | LATE | {"book_2025": "on"}).status_code == 302
    assert str(Reception.objects.get()) == "1/2025"


def test_a_day_of_yet_another_year_is_asked_anew(client: Client, typed: dict[str, Any]) -> None:
    said = typed | {"book_2024": "on"} | LATE
    assert "sổ năm 2025" in client.post(NEW, said).content.decode()


def test_the_answer_stays_when_something_else_is_wrong(
    client: Client, typed: dict[str, Any]
) -> None:
    response = client.post(NEW, typed | LATE | {"book_2025": "on", "summary": ""})
    form = response.context["form"]
    assert list(form.errors) == ["summary"]
    assert "checked" in str(form.book_box)


def test_a_day_before_the_office_is_refused_and_not_asked_about(
    client: Client, typed: dict[str, Any]
) -> None:
    page = client.post(NEW, typed | {"received_on": "30/06/2025"}).content.decode()
    assert "không thể tiếp công dân" in page
    assert "book_2025" not in page


def test_a_day_of_this_year_asks_nothing(client: Client, typed: dict[str, Any]) -> None:
    assert "book_" not in client.get(NEW).content.decode()
    assert client.post(NEW, typed).status_code == 302
