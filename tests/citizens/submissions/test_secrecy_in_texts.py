"""Who denounced is in no free text of a paper, and in nothing that a correction of one leaves."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from citizens.receptions.actions import reclassify
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.rules import BLANKED
from citizens.submissions.actions import carry_in, correct_submission, suspend
from citizens.submissions.entries import PaperEntry, PetitionerEntry
from citizens.submissions.kinds import Round, Source
from citizens.submissions.models import Submission
from portal.access import Scope
from portal.audit.models import Entry, Values
from tests.shown import shown

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
ON = date(2026, 11, 22)
KHUE = PetitionerEntry("Vũ Ngọc Khuê", "12 ngõ Hẻm Sâu, tổ 9, phường Lục Nam")


def values_of(row: Any) -> str:
    about = Entry.objects.about(row)
    return str(list(Values.objects.filter(entry__in=about).values_list("changes", flat=True)))


@pytest.mark.parametrize(
    ("box", "text"),
    [("note", "người viết vu ngoc khue"), ("summary", "bà khuê thu sai"), ("note", "ở tổ 9")],
)
def test_a_text_that_speaks_of_who_signed_is_refused_beside_its_field(
    client_of: Callable[[str], Client], typed: dict[str, Any], box: str, text: str
) -> None:
    who = {"nguoi1-name": KHUE.name, "nguoi1-address": KHUE.address}
    posted = typed | who | {"kind": "denunciation", "checked": "on", box: text}
    answer = client_of("canbo.lucnam").post("/don-thu/moi/", posted)
    assert list(answer.context["form"].errors) == [box]
    assert answer.context["form"][box].value() == text
    assert not Submission.objects.exists()


@pytest.mark.parametrize("act", ["save", "look"])
def test_who_signed_is_refused_again_when_the_page_is_sent_again(
    client_of: Callable[[str], Client], typed: dict[str, Any], act: str
) -> None:
    who = {"nguoi1-name": KHUE.name, "nguoi1-address": KHUE.address, "note": "vu ngoc khue viết"}
    client = client_of("canbo.lucnam")
    again = typed | {"kind": "denunciation", "checked": "on", "note": "khuê viết"}
    page = client.post("/don-thu/moi/", again | who | {"act": act}).content.decode()
    seal = page.partition('name="came" value="')[2].partition('"')[0]
    again = {name: text for name, text in again.items() if not name.startswith("nguoi")}
    answer = client.post("/don-thu/moi/", again | {"came": seal})
    assert list(answer.context["form"].errors) == ["note"]
    assert not Submission.objects.exists()


def test_a_paper_that_joins_a_denunciation_is_read_the_same_way(
    client_of: Callable[[str], Client], take: Take, typed: dict[str, Any]
) -> None:
    matter = take(kind=MatterKind.DENUNCIATION).matter
    posted = typed | {
        "kind": "denunciation",
        "matter": matter.pk,
        "nguoi1-name": KHUE.name,
        "note": "đơn của V.N.Khuê",
    }
    answer = client_of("canbo.lucnam").post("/don-thu/moi/", posted)
    assert list(answer.context["form"].errors) == ["note"]


@pytest.mark.parametrize(
    ("page", "box", "text"),
    [
        ("sua", "sender_document", "bà phạm thị mật gửi"),
        ("xu-ly", "reason", "theo yêu cầu của phạm thị mật"),
        ("huy", "reason", "nhà ở số 12 ngõ 7 đường Lê Lợi tổ 5"),
    ],
)
def test_a_name_in_small_letters_is_asked_about_on_every_page(
    client_of: Callable[[str], Client], take: Take, typed: dict[str, Any], page: str, box: str,
    text: str,
) -> None:  # fmt: skip
    paper = take(kind=MatterKind.DENUNCIATION)
    plain = {k: v for k, v in typed.items() if not k.startswith("nguoi")} | {"outcome": ""}
    client, address = client_of("canbo.lucnam"), f"/don-thu/{paper.pk}/{page}/"
    answer = client.post(address, shown(client, address) | plain | {box: text})
    assert answer.status_code == 422
    assert "checked" in answer.context["form"].errors


def test_a_mail_address_is_refused_even_when_somebody_says_it_is_fine(
    client_of: Callable[[str], Client], take: Take
) -> None:
    paper = take(kind=MatterKind.DENUNCIATION)
    posted = {"reason": "người gửi mat.pham@gmail.com", "checked": "on"}
    answer = client_of("canbo.lucnam").post(f"/don-thu/{paper.pk}/huy/", posted)
    assert answer.status_code == 422
    assert "địa chỉ thư điện tử" in answer.content.decode()


def test_the_history_of_a_secret_paper_never_tells_what_a_text_said(
    take: Take, lucnam: Scope
) -> None:
    paper = take(kind=MatterKind.DENUNCIATION, note="phạm thị mật")
    again = PaperEntry(paper.received_on, Source(paper.source), note="")
    correct_submission(submission=paper, paper=again, people=[], by=lucnam, on=ON)
    assert "phạm" not in values_of(paper)
    assert "đã sửa, không ghi nội dung vì là tố cáo" in values_of(paper)


def test_the_history_of_a_secret_settlement_tells_no_reason(take: Take, lucnam: Scope) -> None:
    matter = take(kind=MatterKind.DENUNCIATION).matter
    begun = carry_in(matter=matter, round_=Round.FIRST, accepted_on=date(2026, 11, 16),
                     accepted_document="", by=lucnam, on=ON)  # fmt: skip
    suspend(settlement=begun, starts_on=date(2026, 11, 18), ends_on=None, document_number="1/QĐ",
            reason="phạm thị mật đi vắng", by=lucnam, on=ON)  # fmt: skip
    assert "phạm" not in values_of(begun)


def test_a_text_that_still_hints_at_who_signed_is_blanked(take: Take, lucnam: Scope) -> None:
    paper = take(people=(KHUE,), note="bà Khuê hẹn lại", source=Source.FRONT,
                 sender="Hội Phụ nữ, chị Ngọc Khuê", sender_document="ngõ Hẻm Sâu")  # fmt: skip
    reclassify(matter=paper.matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
               summary="Thu sai khoản đóng góp", by=lucnam)  # fmt: skip
    paper.refresh_from_db()
    assert [paper.note, paper.sender, paper.sender_document] == [BLANKED] * 3
