"""Two people, or one person twice, at one row: nothing is lost in silence, nothing is a 500."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from citizens.receptions.actions import hand_over
from citizens.receptions.models import Matter
from directives.assignments.models import Assignment
from directives.assignments.rules import Step
from portal.access import Scope
from portal.demo.cast import organisation_at, person
from tests.matrix.samples import SAMPLES, load_rooms

load_rooms()
pytestmark = pytest.mark.django_db


def a_row(name: str) -> int:
    return int(str(SAMPLES[name][0].make()["pk"]))


def test_the_second_correction_of_a_visit_is_told_of_the_first(
    client_of: Callable[[str], Client],
) -> None:
    url = f"/tiep-cong-dan/{a_row('receptions:correct')}/sua/"
    clerk, leader = client_of("canbo.lucnam"), client_of("lanhdao.lucnam")
    typed = {
        "received_on": "10/11/2026", "channel": "regular", "host": "official", "mode": "in_person",
        "official_name": "Thủy", "head_count": "1", "nguoi1-name": "Nguyễn Văn Ánh",
        "nguoi1-place": "thôn Đồng Tâm", "seen": "0",
    }  # fmt: skip
    assert clerk.post(url, typed | {"note": "một"}).status_code == 302
    late = leader.post(url, typed | {"note": "hai"})
    assert late.status_code == 422
    assert "Có người vừa sửa nội dung này" in late.content.decode()
    assert "hai" in late.content.decode()


def test_a_matter_handed_over_meanwhile_is_not_handed_over_again(
    scopes: Callable[[str], Scope],
) -> None:
    matter, by = Matter.objects.get(pk=a_row("receptions:matter")), scopes("canbo.lucnam")
    there = organisation_at(person("canbo.bacgiang").seat)
    day = date(2026, 11, 20)
    hand_over(matter=matter, to=there, on=day, reason="Thẩm quyền", by=by, today=day)
    with pytest.raises(ValidationError, match="vừa được chuyển"):
        hand_over(matter=matter, to=there, on=day, reason="Thẩm quyền", by=by, today=day)


def test_a_completion_sent_from_a_page_gone_back_to_is_not_taken_for_the_progress_before(
    client_of: Callable[[str], Client],
) -> None:
    work = Assignment.objects.get(pk=a_row("assignments:detail"))
    clerk, key = client_of("canbo.lucnam"), uuid4().hex
    old_page = {"version": str(work.version), "key": key, "note": "Đã làm", "percent": "40"}
    assert clerk.post(f"/nhiem-vu/{work.pk}/tien-do/", old_page).status_code == 302
    again = clerk.post(f"/nhiem-vu/{work.pk}/hoan-thanh/", old_page)
    assert again.status_code == 422
    assert "Có người vừa cập nhật" in again.content.decode()
    work.refresh_from_db()
    assert work.step == Step.ACKNOWLEDGED


def test_progress_sent_twice_is_one_report(client_of: Callable[[str], Client]) -> None:
    work = Assignment.objects.get(pk=a_row("assignments:detail"))
    sent = {"version": str(work.version), "key": uuid4().hex, "note": "Đã làm", "percent": "40"}
    for _ in range(2):
        answer = client_of("canbo.lucnam").post(f"/nhiem-vu/{work.pk}/tien-do/", sent)
        assert answer.status_code == 302
    assert work.entries.filter(kind="progress").count() == 1
