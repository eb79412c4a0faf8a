"""An address that only takes forms, opened as a page."""

from collections.abc import Callable

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
