"""Reporting work as done: what is unfinished is asked about first, and nothing told is lost."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from directives.assignments.models import Assignment, StandingOrder
from directives.assignments.rules import Step, Unfinished
from directives.registry.models import Duty
from directives.registry.rules import Target
from portal.access import Scope
from portal.units.models import Organisation

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
DONE: dict[str, Any] = {
    "percent": 100, "lacks_evidence": False, "target": Target(Decimal(1), "mô hình"),
    "reached": Decimal(1),
}  # fmt: skip


def send(client: Client, work: Assignment, **typed: Any) -> HttpResponse:
    form = {"version": work.version, "key": "k", "percent": "100", "note": "Đã làm xong"}
    address = reverse("assignments:submit", args=[work.pk])
    return client.post(address, form | typed)  # type: ignore[return-value]


def question_of(work: Assignment) -> str:
    return reverse("assignments:complete", args=[work.pk])


def answer(client: Client, work: Assignment, **typed: Any) -> Any:
    form = client.get(question_of(work)).context["form"]
    sent = {"version": form["version"].value(), "key": form["key"].value(), **typed}
    return client.post(question_of(work), sent)


@pytest.mark.parametrize(
    ("change", "question"),
    [
        ({"percent": 60}, "Tiến độ đang ghi 60%"),
        ({"lacks_evidence": True}, "phải có tài liệu minh chứng"),
        ({"reached": Decimal(0)}, "Chỉ tiêu là 1 mô hình, kết quả mới là 0 mô hình."),
        ({"reached": None}, "Chỉ tiêu là 1 mô hình, nhưng chưa báo cáo kết quả đạt được."),
    ],
)
def test_each_unfinished_thing_is_a_question(change: dict[str, Any], question: str) -> None:
    left = Unfinished(**DONE | change)
    assert len(left.questions) == 1
    assert question in left.questions[0]
    assert left.asks_why is ("percent" not in change)


def test_finished_work_raises_no_question() -> None:
    assert not Unfinished(**DONE)
    assert not Unfinished(**DONE | {"target": None, "reached": None})


def test_finished_work_is_done_without_a_question(work: Assignment, client_of: ClientOf) -> None:
    assert send(client_of("canbo.lucnam"), work)["Location"] == work.get_absolute_url()
    work.refresh_from_db()
    assert work.step == Step.SUBMITTED


def test_done_means_all_of_it_where_the_box_was_left_as_it_stood(
    work: Assignment, client_of: ClientOf
) -> None:
    send(client_of("canbo.lucnam"), work, percent=str(work.percent))
    work.refresh_from_db()
    assert (work.step, work.percent) == (Step.SUBMITTED, 100)


def test_work_at_sixty_percent_is_asked_about_and_done_once_that_is_answered(
    work: Assignment, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")
    assert send(client, work, percent="60")["Location"] == question_of(work)
    work.refresh_from_db()
    assert (work.step, work.percent) == (Step.ACKNOWLEDGED, 60)
    assert "Tiến độ đang ghi 60%" in client.get(question_of(work)).content.decode()
    assert answer(client, work).status_code == 302
    work.refresh_from_db()
    assert (work.step, work.percent) == (Step.SUBMITTED, 100)


def test_the_files_and_the_words_of_a_report_that_is_asked_about_are_kept(
    work: Assignment, client_of: ClientOf
) -> None:
    proof = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 bien ban")
    send(client_of("canbo.lucnam"), work, percent="60", evidence=proof)
    entry = work.entries.get()
    assert (entry.kind, entry.note, entry.evidence.count()) == ("progress", "Đã làm xong", 1)


def test_pressing_twice_asks_once(work: Assignment, client_of: ClientOf) -> None:
    client = client_of("canbo.lucnam")
    for _ in range(2):
        assert send(client, work, percent="60")["Location"] == question_of(work)
    assert work.entries.count() == 1


def test_evidence_that_is_demanded_is_asked_for_with_the_reason(
    work: Assignment, client_of: ClientOf
) -> None:
    Assignment.objects.update(needs_evidence=True)
    client = client_of("canbo.lucnam")
    assert send(client, work)["Location"] == question_of(work)
    silent = answer(client, work)
    assert silent.status_code == 422
    assert silent.context["form"].errors["note"]
    assert answer(client, work, note="Hồ sơ giấy lưu tại UBND").status_code == 302
    said = work.entries.get(kind="submit")
    assert said.note == "Hồ sơ giấy lưu tại UBND"


def test_evidence_sent_with_the_report_or_before_it_is_enough(
    work: Assignment, client_of: ClientOf
) -> None:
    Assignment.objects.update(needs_evidence=True)
    client = client_of("canbo.lucnam")
    proof = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 bien ban")
    assert send(client, work, evidence=proof)["Location"] == work.get_absolute_url()


def test_an_unmet_target_is_asked_about_and_told_to_the_reviewer(
    work: Assignment, client_of: ClientOf
) -> None:
    Duty.objects.update(quantity=2, quantity_unit="mô hình", quantity_bound="at_least")
    client = client_of("canbo.lucnam")
    assert send(client, work, reached="1")["Location"] == question_of(work)
    assert "kết quả mới là 1 mô hình" in client.get(question_of(work)).content.decode()
    answer(client, work, note="Mô hình thứ hai ra mắt tháng sau")
    page = client_of("sonoivu").get(work.get_absolute_url()).content.decode()
    assert "Không đạt chỉ tiêu" in page
    assert "Mô hình thứ hai ra mắt tháng sau" in page


def test_a_met_target_is_no_question(work: Assignment, client_of: ClientOf) -> None:
    Duty.objects.update(quantity=2, quantity_unit="mô hình", quantity_bound="at_least")
    assert send(client_of("canbo.lucnam"), work, reached="2")["Location"] == work.get_absolute_url()


def test_an_answer_from_an_old_page_is_told_and_keeps_its_words(
    work: Assignment, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")
    send(client, work, percent="60")
    old = {"version": work.version, "key": "z", "note": "Đủ hồ sơ giấy"}
    late = client.post(question_of(work), old)
    assert late.status_code == 422
    assert "Có người vừa cập nhật" in late.content.decode()
    assert "Đủ hồ sơ giấy" in late.content.decode()
    seen = late.context["form"]["version"].value()
    assert client.post(question_of(work), old | {"version": seen}).status_code == 302


def test_the_question_of_work_that_is_done_leads_back_to_it(
    work: Assignment, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")
    send(client, work)
    assert client.get(question_of(work))["Location"] == work.get_absolute_url()


def test_whoever_gives_a_duty_may_demand_evidence_for_every_period(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf
) -> None:
    sent = {
        "organisations": [luc_nam.pk], "due_on": "29/11/2027", "period": "Năm 2027",
        "needs_evidence": "on", "repeats": "on",
    }  # fmt: skip
    address = reverse("assignments:assign", args=[duty.pk])
    assert client_of("sonoivu").post(address, sent).status_code == 302
    assert Assignment.objects.get(due_on=date(2027, 11, 29)).needs_evidence
    assert StandingOrder.objects.get().needs_evidence
