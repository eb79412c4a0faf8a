"""What the log says of an expected refusal."""

import logging
from collections.abc import Callable

import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_403_is_one_line_without_a_traceback(
    client_of: Callable[[str], Client], caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of("lanhdao.lucnam")
    caplog.set_level(logging.DEBUG)
    assert client.get("/quan-tri/nguoi-dung/moi/").status_code == 403
    [said] = [one for one in caplog.records if one.name == "django.request"]
    assert said.exc_info is None
    assert "\n" not in said.getMessage()
    assert "Traceback" not in caplog.text
