"""Giving a duty: whom the text names, for which period, by when, and what each row remembers of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from directives.assignments.models import Assignment
from directives.registry.kinds import DueKind
from directives.registry.models import Duty
from portal.units.models import Organisation

ClientOf = Callable[[str], Client]


def _page(client_of: ClientOf, duty: Duty) -> Any:
    return client_of("sonoivu").get(reverse("assignments:assign", args=[duty.pk]))


def _speaks_to(duty: Duty, *wordings: str) -> None:
    duty.actors = [{"kind": "", "wording": wording} for wording in wordings]
    duty.save(update_fields=["actors"])


@pytest.mark.parametrize(
    ("wordings", "said"),
    [
        (
            ("Sở Nội vụ", "Công an tỉnh"),
            "<strong>Sở Nội vụ</strong>; <strong>Công an tỉnh</strong>",
        ),
        ((), "không nêu rõ giao cho ai"),
    ],
)
def test_a_duty_of_others_says_whose_it_is_and_ticks_no_commune(
    duty: Duty, client_of: ClientOf, wordings: tuple[str, ...], said: str
) -> None:
    _speaks_to(duty, *wordings)
    page = _page(client_of, duty)
    assert said in page.content.decode()
    assert "note-soon" in page.content.decode()
    assert not any(row["checked"] for row in page.context["rows"])
    assert '<a href="?chon=on">chọn tất cả</a>' in page.content.decode()
    asked = client_of("sonoivu").get(reverse("assignments:assign", args=[duty.pk]), {"chon": "on"})
    assert all(row["checked"] for row in asked.context["rows"])


@pytest.mark.parametrize("wording", ["UBND các xã, phường", "UBND cấp xã", "Các cơ quan, đơn vị"])
def test_a_duty_of_the_communes_ticks_them_all(
    duty: Duty, client_of: ClientOf, wording: str
) -> None:
    _speaks_to(duty, "Sở Nội vụ", wording)
    page = _page(client_of, duty)
    assert all(row["checked"] for row in page.context["rows"])
    assert "note-soon" not in page.content.decode()


def test_a_deadline_that_has_passed_is_told_beside_the_empty_field(
    duty: Duty, client_of: ClientOf
) -> None:
    passed = {"due_kind": DueKind.ONCE, "due_month": None, "due_day": None}
    Duty.objects.filter(pk=duty.pk).update(due_on=date(2026, 6, 30), **passed)
    field = _page(client_of, duty).context["form"]["due_on"]
    assert "30/06/2026" in field.help_text
    assert "đã qua" in field.help_text
    assert field.initial is None


@pytest.mark.parametrize("period", ["🎉🎉", "Năm 2026 <b>", "kỳ $1", "n" * 41, "---"])
def test_a_period_that_is_no_name_is_refused_beside_its_field(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf, period: str
) -> None:
    sent = client_of("sonoivu").post(
        reverse("assignments:assign", args=[duty.pk]),
        {"organisations": [luc_nam.pk], "period": period},
    )
    assert sent.status_code == 422
    assert sent.context["form"].errors.keys() == {"period"}
    assert 'id="id_period_error"' in sent.content.decode()


@pytest.mark.parametrize(
    "period", ["Năm 2026", "Quý IV/2026", "6 tháng đầu năm 2026", "Đợt 2 (1/10-15/11)", ""]
)
def test_the_periods_that_offices_name_are_taken(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf, period: str
) -> None:
    client_of("sonoivu").post(
        reverse("assignments:assign", args=[duty.pk]),
        {"organisations": [luc_nam.pk], "period": period},
    )
    assert Assignment.objects.get(duty=duty).period == period


def test_the_history_of_an_assignment_begins_with_its_giving(
    work: Assignment, client_of: ClientOf
) -> None:
    page = client_of("canbo.lucnam").get(reverse("assignments:history", args=[work.pk]))
    assert "Giao nhiệm vụ" in page.content.decode()
    assert "hạn 29/11/2026" in page.content.decode()
