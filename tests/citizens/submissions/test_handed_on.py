"""A matter that another office handed on is taken into the own petition book, as a paper handed on."""

from collections.abc import Callable
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from citizens.receptions.actions import hand_over
from citizens.receptions.kinds import MatterKind
from citizens.submissions.kinds import PaperKind, Source
from citizens.submissions.models import Submission
from citizens.submissions.official import Office, official_of
from portal.access import Scope
from portal.units.models import Organisation
from tests.citizens.submissions.conftest import MAN, Take

pytestmark = pytest.mark.django_db
ON, GIVEN = date(2026, 11, 22), date(2026, 11, 20)
Of = Callable[[str], Client]


def given(paper: Submission, lucnam: Scope, bacgiang: Scope) -> Submission:
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    hand_over(matter=paper.matter, to=to, on=GIVEN, reason="Thẩm quyền", by=lucnam, today=ON)
    return paper


def test_the_new_office_is_asked_and_one_press_takes_it_into_its_own_book(
    client_of: Of, take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    paper = given(take(pages=3), lucnam, bacgiang)
    client, matter = client_of("canbo.bacgiang"), f"/tiep-cong-dan/vu-viec/{paper.matter_id}/"
    asks = "chưa có trong sổ đơn của đơn vị"
    assert asks in client.get(matter).content.decode()
    assert asks not in client_of("canbo.lucnam").get(matter).content.decode()
    form = client.get(f"/don-thu/moi/?vu_viec={paper.matter_id}&nhan=1").context["form"]
    sent = {
        one.html_name: unescape(str(one.value() or ""))
        for one in form
        if one.name != "carried_over"
    }
    sent |= {one.html_name: str(one.value() or "") for person in form.people for one in person}
    assert client.post("/don-thu/moi/", sent | {"key": str(uuid4())}).status_code == 302
    own = Submission.objects.get(organisation_id=bacgiang.organisation_id)
    assert (own.number, own.source, own.matter_id) == (1, Source.HANDED_ON, paper.matter_id)
    assert "Lục Nam" in own.sender
    assert (own.received_on, own.pages) == (GIVEN, 3)
    assert own.petitioners.get().name == MAN.name
    assert asks not in client.get(matter).content.decode()


def test_of_a_denunciation_nobody_is_filled_in(
    client_of: Of, take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    paper = given(take(kind=MatterKind.DENUNCIATION), lucnam, bacgiang)
    page = client_of("canbo.bacgiang").get(f"/don-thu/moi/?vu_viec={paper.matter_id}&nhan=1")
    assert [one["name"].value() for one in page.context["form"].people] == [""] * 5


def test_what_others_hold_fills_in_nothing(client_of: Of, take: Take) -> None:
    paper = take()
    page = client_of("canbo.bacgiang").get(f"/don-thu/moi/?vu_viec={paper.matter_id}&nhan=1")
    assert MAN.name not in page.content.decode()


def test_pages_and_enclosures_are_asked_and_stand_on_the_receipt(
    client_of: Of, take: Take, typed: dict[str, str]
) -> None:
    client = client_of("canbo.lucnam")
    assert client.post("/don-thu/moi/", typed | {"pages": "0"}).status_code == 422
    assert (
        client.post("/don-thu/moi/", typed | {"pages": "4", "enclosures": "2"}).status_code == 302
    )
    paper = Submission.objects.get()
    assert (paper.pages, paper.enclosures) == (4, 2)
    paper = Submission.objects.with_book().get()
    receipt = official_of(PaperKind.RECEIPT, paper, None, by=Office(paper.organisation, ""), on=ON)
    assert receipt.rows[0][3] == "04"
    assert receipt.rows[1][1:3] == ("Tài liệu, bằng chứng kèm theo", "02")
    assert len(receipt.rows) == 5
