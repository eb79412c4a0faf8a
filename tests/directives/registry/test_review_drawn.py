"""The rows of a review as they are drawn: escaped, open where something is wrong, asked for at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from directives.registry.models import Directive
from tests.directives.registry.reviewing import answers

EVIL = "<b>\"Xã\" & 'phường'</b>"


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("sonoivu")


def test_whatever_a_row_says_is_escaped(client: Client, draft: Directive) -> None:
    draft.references.update(number=EVIL, issuer=EVIL, words_changed=True)
    draft.duties.update(
        text=EVIL, clause=EVIL, actors=[{"wording": EVIL}], due_wording=EVIL, quantity=3,
        quantity_unit=EVIL, words_changed=True,
    )  # fmt: skip
    address = f"/van-ban/{draft.pk}/ra-soat/"
    wrong = dict.fromkeys(answers(client, draft), EVIL)
    for page in (client.get(address), client.post(address, wrong)):
        shown = page.content.decode()
        assert "<b>" not in shown
        assert shown.count("&lt;b&gt;") > 20


def test_a_row_with_a_mistake_stands_open(client: Client, draft: Directive) -> None:
    reference, duty = draft.references.all()[0], draft.duties.all()[0]
    wrong = {f"dan-{reference.pk}-issued_on": "mai", f"nv-{duty.pk}-due_day": "40"}
    page = client.post(f"/van-ban/{draft.pk}/ra-soat/", answers(client, draft) | wrong)
    drawn = page.content.decode()
    for anchor in (f"dan-{reference.pk}", f"nv-{duty.pk}"):
        row = drawn.partition(f'id="{anchor}"')[2].partition("</article>")[0]
        assert '<details class="more" open>' in row
        assert "is-invalid" in row


def test_a_review_asks_once_for_all_its_rows(
    client: Client, draft: Directive, django_assert_max_num_queries: Any
) -> None:
    address = f"/van-ban/{draft.pk}/ra-soat/"
    client.get(address)
    with django_assert_max_num_queries(12):  # the last of them for the draft's double
        assert client.get(address).context["forms"].cited
