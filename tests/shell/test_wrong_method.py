"""An address that only takes forms, opened as a page."""

from collections.abc import Callable

import pytest
from django.test import Client


def test_an_address_that_only_takes_forms_says_so_and_leads_to_the_form(
    client_of: Callable[[str], Client],
) -> None:
    answer = client_of("canbo.lucnam").get("/thong-bao/da-doc/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    page = answer.content.decode()
    assert "chỉ nhận biểu mẫu" in page
    assert 'href="/thong-bao/"' in page


@pytest.mark.parametrize(
    ("opened", "led_to"),
    [("/thong-bao/da-doc/", "/thong-bao/"), ("/nhiem-vu/12/tra-lai/", "/nhiem-vu/12/")],
)
def test_who_opens_the_address_of_a_form_again_is_led_to_its_record(
    client_of: Callable[[str], Client], opened: str, led_to: str
) -> None:
    answer = client_of("sonoivu").get(opened, headers={"Sec-Fetch-Mode": "navigate"})
    assert (answer.status_code, answer["Location"]) == (302, led_to)
