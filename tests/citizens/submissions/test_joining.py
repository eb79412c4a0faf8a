"""A paper that joins a matter is of its kind and keeps its own words; nothing typed is thrown away."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from citizens.receptions.kinds import MatterKind
from citizens.submissions.kinds import Round
from citizens.submissions.models import Settlement, Submission
from tests.shown import shown

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
ClientOf = Callable[[str], Client]


def test_a_paper_of_another_kind_does_not_join_and_nothing_typed_is_lost(
    client_of: ClientOf, take: Take, typed: dict[str, Any]
) -> None:
    matter = take(kind=MatterKind.DENUNCIATION, people=()).matter
    page = client_of("canbo.lucnam").post("/don-thu/moi/", typed | {"matter": matter.pk})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Vụ việc đã chọn là tố cáo, đơn này là khiếu nại" in text
    assert "Xin xem lại mức bồi thường" in text
    assert 'value="Vi Thị Mận"' in text
    assert Submission.objects.count() == 1


def test_a_denunciation_does_not_become_a_complaint(
    client_of: ClientOf, take: Take, typed: dict[str, Any]
) -> None:
    matter = take().matter
    wrong = typed | {"kind": "denunciation", "matter": matter.pk}
    page = client_of("canbo.lucnam").post("/don-thu/moi/", wrong)
    assert "Vụ việc đã chọn là khiếu nại, đơn này là tố cáo" in page.content.decode()
    assert Submission.objects.count() == 1


def test_a_paper_that_joins_keeps_its_own_words(
    client_of: ClientOf, take: Take, typed: dict[str, Any]
) -> None:
    first = take()
    sent = typed | {"matter": first.matter_id, "note": "Nộp kèm sổ đỏ."}
    assert client_of("canbo.lucnam").post("/don-thu/moi/", sent).status_code == 302
    own = Submission.objects.get(number=2).note
    assert own == "Nộp kèm sổ đỏ. Nội dung đơn: Xin xem lại mức bồi thường"


def test_own_words_that_do_not_fit_are_told_of_and_kept(
    client_of: ClientOf, take: Take, typed: dict[str, Any]
) -> None:
    sent = typed | {"matter": take().matter_id, "summary": "đất ruộng " * 60}
    page = client_of("canbo.lucnam").post("/don-thu/moi/", sent)
    assert page.status_code == 422
    assert "hãy rút gọn" in page.content.decode()
    assert "đất ruộng đất ruộng" in page.content.decode()


def test_the_page_of_a_known_matter_shows_its_words_and_asks_for_none(
    client_of: ClientOf, take: Take
) -> None:
    matter = take(summary="Đất ruộng bị thu hồi").matter
    page = client_of("canbo.lucnam").get(f"/don-thu/moi/?vu_viec={matter.pk}").content.decode()
    assert "<dt>Nội dung vụ việc</dt>" in page
    assert "Đất ruộng bị thu hồi</dd>" in page
    assert 'name="summary"' not in page


def test_one_person_does_not_sign_twice(client_of: ClientOf, typed: dict[str, Any]) -> None:
    sent = typed | {"signatories": "2", "nguoi2-name": "vi thị mận", "nguoi2-address": "thôn hạ"}
    page = client_of("canbo.lucnam").post("/don-thu/moi/", sent)
    assert "Trùng người thứ 1" in page.content.decode()
    assert not Submission.objects.exists()


def test_a_second_complaint_is_accepted_only_when_a_person_says_so(
    client_of: ClientOf, take: Take
) -> None:
    paper, client = take(round=Round.SECOND), client_of("canbo.lucnam")
    address = f"/don-thu/{paper.pk}/xu-ly/"
    assert "Luật Khiếu nại Điều 21" in client.get(address).content.decode()
    sent = shown(client, address) | {
        "condition": "met", "competence": "ours", "outcome": "accepted",
    }  # fmt: skip
    page = client.post(address, sent)
    assert page.status_code == 422
    assert 'name="second_here"' in page.content.decode()
    assert not Settlement.objects.exists()
    assert client.post(address, sent | {"second_here": "on"}).status_code == 302
    assert Settlement.objects.get().round == "second"


def test_a_second_complaint_is_sent_on_without_a_question(client_of: ClientOf, take: Take) -> None:
    client, address = client_of("canbo.lucnam"), f"/don-thu/{take(round=Round.SECOND).pk}/xu-ly/"
    sent = {"condition": "met", "competence": "others", "outcome": "forwarded",
            "agency": "Chủ tịch UBND tỉnh"}  # fmt: skip
    assert client.post(address, shown(client, address) | sent).status_code == 302


def test_a_document_asks_for_its_outcome(client_of: ClientOf, take: Take) -> None:
    page = client_of("canbo.lucnam").post(
        f"/don-thu/{take().pk}/xu-ly/", {"document_number": "12/TB-UBND"}
    )
    assert "Đã có số văn bản: hãy chọn hướng xử lý." in page.content.decode()


def test_what_another_answer_demands_is_not_called_optional(
    client_of: ClientOf, take: Take
) -> None:
    client = client_of("canbo.lucnam")
    new = client.get("/don-thu/moi/").content.decode()
    decide = client.get(f"/don-thu/{take().pk}/xu-ly/").content.decode()
    for page, label in [(new, "Tóm tắt nội dung"), (new, "Địa chỉ"), (decide, "Điều kiện xử lý")]:
        assert label in page
        assert f'{label} <span class="optional">' not in page


def test_the_page_offers_each_kind_its_fields_and_can_hide_who_denounces(
    client_of: ClientOf,
) -> None:
    page = client_of("canbo.lucnam").get("/don-thu/moi/").content.decode()
    assert '<span hidden data-kind="complaint">land policy other</span>' in page
    assert '<div data-people><div class="field' in page.replace("\n", "")
    assert 'data-secret="denunciation"' in page
    assert "js/papers." in page


def test_a_browser_that_sends_by_itself_gets_the_form_back_and_one_row(
    client_of: ClientOf, typed: dict[str, Any]
) -> None:
    client, by_script = client_of("canbo.lucnam"), {"HX-Request": "true"}
    wrong = client.post("/don-thu/moi/", typed | {"summary": ""}, headers=by_script)
    assert wrong.status_code == 422
    assert wrong.content.decode().lstrip().startswith('<form id="paper"')
    for _ in range(2):  # the line was cut before the answer came
        sent = client.post("/don-thu/moi/", typed, headers=by_script)
        assert (sent.status_code, sent["HX-Redirect"][:8]) == (204, "/don-thu")
    assert Submission.objects.count() == 1
