"""The forms of an assignment's page: what they take, and that each label leads to its own field."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from directives.assignments.models import Assignment, Extension
from directives.assignments.rules import Step

ClientOf = Callable[[str], Client]


def _post(client: Client, name: str, work: Assignment, **data: Any) -> Any:
    form = {"version": work.version, "key": "k1", "note": "Đang làm"} | data
    return client.post(reverse(f"assignments:{name}", args=[work.pk]), form)


def _ids(page: str) -> Counter[str]:
    return Counter(re.findall(r'\sid="([^"]+)"', page))


@pytest.mark.parametrize("step", [Step.ACKNOWLEDGED, Step.SUBMITTED])
@pytest.mark.parametrize("who", ["canbo.lucnam", "sonoivu"])
def test_no_two_things_of_the_page_share_an_id(
    work: Assignment, client_of: ClientOf, step: Step, who: str
) -> None:
    Assignment.objects.filter(pk=work.pk).update(step=step, submitted_on=date(2026, 11, 28))
    page = client_of(who).get(work.get_absolute_url()).content.decode()
    assert [name for name, times in _ids(page).items() if times > 1] == []
    labels = re.findall(r'<label[^>]* for="([^"]+)"', page)
    assert set(labels) <= set(_ids(page))


def test_an_error_links_to_the_field_of_the_form_that_was_sent(
    work: Assignment, client_of: ClientOf
) -> None:
    page = _post(client_of("canbo.lucnam"), "hand_back", work, note="").content.decode()
    wrong = re.search(r'<li><a href="#([^"]+)">Ý kiến</a>', page)
    assert wrong is not None
    assert _ids(page)[wrong[1]] == 1
    assert page.index("xin-tra-lai/") < page.index(f'id="{wrong[1]}"')


@pytest.mark.parametrize("typed", ["20%", "20 %", " 20"])
def test_progress_is_typed_with_or_without_its_sign(
    work: Assignment, client_of: ClientOf, typed: str
) -> None:
    assert _post(client_of("canbo.lucnam"), "progress", work, percent=typed).status_code == 302
    work.refresh_from_db()
    assert work.percent == 20


@pytest.mark.parametrize("typed", ["101", "-5", "101%"])
def test_progress_out_of_bounds_is_told_its_bounds(
    work: Assignment, client_of: ClientOf, typed: str
) -> None:
    sent = _post(client_of("canbo.lucnam"), "progress", work, percent=typed)
    assert sent.context["work_form"].errors == {"percent": ["Từ 0 đến 100."]}


@pytest.mark.parametrize(("until", "taken"), [("29/11/2027", True), ("30/11/2027", False)])
def test_no_more_than_a_year_is_asked_for(
    work: Assignment, client_of: ClientOf, until: str, taken: bool
) -> None:
    client, address = (
        client_of("canbo.lucnam"),
        reverse("assignments:ask_more_time", args=[work.pk]),
    )
    sent = client.post(address, {"version": work.version, "until": until, "reason": "Chờ số liệu"})
    assert Extension.objects.exists() is taken
    if not taken:
        assert sent.status_code == 422
        assert "một năm" in sent.context["more_time_form"].errors["until"][0]
