"""What still waits for the commune, and what it has sent and waits for itself."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from directives.assignments import actions
from directives.assignments.models import Assignment
from portal.access import Scope
from portal.home.today import day_of

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
LATE = date(2026, 12, 3)


@pytest.fixture
def sent(work: Assignment, scopes: ScopeOf) -> Assignment:
    """Work that is over its day, and reported as done."""
    Assignment.objects.filter(pk=work.pk).update(
        due_on=date(2026, 11, 10), original_due_on=date(2026, 11, 10)
    )
    work.refresh_from_db()
    actions.submit(
        assignment=work, version=work.version, note="Đã gửi.", evidence=[], key="k",
        by=scopes("canbo.lucnam"), on=date(2026, 11, 12),
    )  # fmt: skip
    return work


def _counts(scope: Scope, on: date) -> dict[str, int]:
    return {one.label: one.value for one in day_of(scope, on=on).counts}


def test_a_commune_is_not_told_to_do_what_it_has_sent(sent: Assignment, scopes: ScopeOf) -> None:
    counts = _counts(scopes("canbo.lucnam"), LATE)
    assert (counts["Nhiệm vụ quá hạn"], counts["Nhiệm vụ chờ duyệt"]) == (0, 1)


def test_who_watches_still_counts_it_by_the_official_statistic(
    sent: Assignment, scopes: ScopeOf
) -> None:
    assert _counts(scopes("sonoivu"), LATE)["Nhiệm vụ quá hạn"] == 1


def test_each_number_of_the_start_page_opens_exactly_its_rows(
    sent: Assignment, client_of: ClientOf, scopes: ScopeOf, today: date
) -> None:
    client = client_of("canbo.lucnam")
    counts = [
        one for one in day_of(scopes("canbo.lucnam"), on=today).counts if "Nhiệm vụ" in one.label
    ]
    assert len(counts) == 3
    for one in counts:
        assert len(client.get(one.href).context["page"].rows) == one.value, one.label


def test_the_list_shows_what_waits_for_review_apart(sent: Assignment, client_of: ClientOf) -> None:
    page = client_of("canbo.lucnam").get(reverse("assignments:list"))
    assert page.context["waiting"] == 1
    assert "buoc=cap-tren" in page.content.decode()
