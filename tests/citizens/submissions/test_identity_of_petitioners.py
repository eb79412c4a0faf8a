"""The identity number of who signed a paper: sealed, masked, found by digest, seen with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from citizens.receptions.entries import PersonEntry
from citizens.receptions.kinds import IdentityKind, MatterKind
from citizens.submissions.entries import PetitionerEntry
from citizens.submissions.kinds import PaperKind
from citizens.submissions.models import Petitioner, Submission
from portal.audit.models import Entry
from portal.identity import masked
from tests.citizens.submissions.test_official import pdf, word
from tests.shown import shown

pytestmark = pytest.mark.django_db
NUMBER, OTHER, SHOWN = "024090001234", "024185005678", "0240••••••34"
CARD = f"{NUMBER}|121234567|Vi Thị Mận|01011990|Nữ|Thôn Hạ, Lục Nam, Bắc Ninh|01012022"
MAN = PetitionerEntry("Vi Thị Mận", "Thôn Hạ", NUMBER)
Take = Callable[..., Submission]
NEW = "/don-thu/moi/"


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("canbo.lucnam")


def test_a_number_is_sealed_and_shown_masked(client: Client, typed: dict[str, Any]) -> None:
    page = client.post(NEW, typed | {"nguoi1-number": NUMBER}, follow=True).content.decode()
    row = Petitioner.objects.get()
    assert (row.number, row.identity_kind) == (NUMBER, IdentityKind.CITIZEN)
    assert NUMBER.encode() not in bytes(row.identity_box or b"")
    assert SHOWN in page
    assert NUMBER not in page


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("0240900012345", "Số vừa gõ có 13 chữ số; căn cước có 12, CMND có 9."),
        ("999", "Số vừa gõ có 3 chữ số"),
        ("003090001234", "không phải mã tỉnh nào"),
        ("CHN|123|WANG LI|Beijing", "không phải mã QR trên thẻ căn cước"),
    ],
)
def test_what_is_no_number_is_refused_beside_its_box_and_nothing_is_lost(
    client: Client, typed: dict[str, Any], number: str, says: str
) -> None:
    answer = client.post(NEW, typed | {"nguoi1-number": number})
    person = answer.context["form"].people[0]
    assert answer.status_code == 422
    assert says in person.errors["number"][0]
    assert (person["number"].value(), person["name"].value()) == (number, "Vi Thị Mận")
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("number", "other", "kind"),
    [("121 234 567", "", "old_card"), ("C1234567", "", "passport"), ("GPLX-77881", "on", "other")],
)
def test_other_papers_are_taken(
    client: Client, typed: dict[str, Any], number: str, other: str, kind: str
) -> None:
    client.post(NEW, typed | {"nguoi1-number": number, "nguoi1-other_paper": other})
    assert Petitioner.objects.get().identity_kind == kind


def test_a_scanned_card_fills_the_first_person(client: Client, typed: dict[str, Any]) -> None:
    empty = {"nguoi1-name": "", "nguoi1-address": "", "nguoi1-number": CARD}
    looked = client.post(NEW, typed | empty | {"act": "look"})
    assert "Đã đọc thẻ căn cước." in looked.content.decode()
    first = looked.context["form"].people[0]
    assert [first[name].value() for name in ("number", "name", "address")] == [
        NUMBER, "Vi Thị Mận", "Thôn Hạ, Lục Nam, Bắc Ninh",
    ]  # fmt: skip
    client.post(NEW, typed | empty)
    assert Petitioner.objects.get().number == NUMBER


def test_a_scan_of_another_country_says_so_before_anything_is_saved(
    client: Client, typed: dict[str, Any]
) -> None:
    wrong = typed | {"nguoi1-number": "CHN|123|WANG LI|Beijing", "act": "look"}
    assert "không phải mã QR trên thẻ căn cước" in client.post(NEW, wrong).content.decode()


def test_the_matter_of_who_has_the_number_is_offered_whatever_the_name(
    client: Client, typed: dict[str, Any], take: Take, log: Callable[..., Any]
) -> None:
    wrote = take(people=(MAN,), summary="Đòi lại đất mượn").matter
    people = (PersonEntry("Vi Thi Man", "Thôn Hạ", NUMBER),)
    came = log(people=people, kind=MatterKind.COMPLAINT).handlings.get().matter
    asked = typed | {"nguoi1-name": "Vi Thị M.", "nguoi1-number": NUMBER, "act": "look"}
    offered = client.post(NEW, asked).context["offered"]
    assert {one.pk for one in offered} == {wrote.pk, came.pk}


def test_the_counter_offers_the_matter_that_was_written_of(client: Client, take: Take) -> None:
    wrote = take(people=(MAN,)).matter
    page = client.post("/tiep-cong-dan/moi/", {"act": "look", "nguoi1-number": NUMBER})
    _, matters = page.context["before"]
    assert [one.pk for one in matters] == [wrote.pk]


def test_the_search_by_number_finds_the_papers_of_the_own_book(
    client: Client, client_of: Callable[[str], Client], take: Take
) -> None:
    paper = take(people=(MAN,))
    asked = {"number": NUMBER}
    page = client.post("/tiep-cong-dan/tim-nguoi/", asked).content.decode()
    assert f'href="{paper.get_absolute_url()}"' in page
    elsewhere = client_of("canbo.bacgiang").post("/tiep-cong-dan/tim-nguoi/", asked)
    assert paper.get_absolute_url() not in elsewhere.content.decode()


def corrected(client: Client, paper: Submission, **typed: str) -> int:
    address = f"/don-thu/{paper.pk}/sua/"
    assert NUMBER not in client.get(address).content.decode()
    row = paper.petitioners.get()
    sent = {
        "received_on": "16/11/2026", "source": "post", "round": "first", "signatories": "1",
        "nguoi1-kept": str(row.pk), "nguoi1-name": row.name, "nguoi1-address": row.address,
        "nguoi1-number": "",
    }  # fmt: skip
    return client.post(address, shown(client, address) | sent | typed).status_code


def test_a_number_not_typed_again_stays_and_one_typed_replaces_it(
    client: Client, take: Take
) -> None:
    paper = take(people=(MAN,))
    assert corrected(client, paper, **{"nguoi1-name": "Vi Thị Mẫn"}) == 302
    assert (paper.petitioners.get().name, paper.petitioners.get().number) == ("Vi Thị Mẫn", NUMBER)
    assert corrected(client, paper, **{"nguoi1-number": OTHER}) == 302
    assert paper.petitioners.get().number == OTHER


def test_a_correction_without_a_change_of_people_writes_none(client: Client, take: Take) -> None:
    paper = take(people=(MAN,))
    before = paper.petitioners.get().pk
    assert corrected(client, paper, note="Có đơn kèm") == 302
    assert paper.petitioners.get().pk == before
    assert "người đứng đơn" not in Entry.objects.filter(act="submission.correct").get().says


def test_a_number_of_another_paper_is_not_borrowed(client: Client, take: Take) -> None:
    theirs = take(people=(MAN,)).petitioners.get()
    paper = take(people=(PetitionerEntry("Giáp Văn Lan", "Thôn Thượng"),))
    assert corrected(client, paper, **{"nguoi1-kept": str(theirs.pk), "nguoi1-name": "Lân"}) == 302
    assert paper.petitioners.get().number == ""


def test_it_is_seen_in_full_by_the_power_with_a_reason_and_leaves_a_trace(
    client: Client, client_of: Callable[[str], Client], take: Take
) -> None:
    paper = take(people=(MAN,))
    address = f"/don-thu/nguoi/{paper.petitioners.get().pk}/so-giay-to/"
    assert client.post(address, {"reason": "Muốn xem"}).status_code == 403
    leader = client_of("lanhdao.lucnam")
    assert address in leader.get(paper.get_absolute_url()).content.decode()
    assert NUMBER not in leader.post(address, {"reason": ""}).content.decode()
    assert NUMBER in leader.post(address, {"reason": "Đối chiếu giấy ủy quyền"}).content.decode()
    entry = Entry.objects.get(act="submission.unmask")
    assert "Đối chiếu" in str(entry.values.changes)
    history = f"/don-thu/{paper.pk}/lich-su/"
    assert "Đối chiếu" in leader.get(history).content.decode()
    assert "Đối chiếu" not in client.get(history).content.decode()


def test_nobody_elsewhere_sees_it(client_of: Callable[[str], Client], take: Take) -> None:
    address = f"/don-thu/nguoi/{take(people=(MAN,)).petitioners.get().pk}/so-giay-to/"
    assert client_of("lanhdao.bacgiang").post(address, {"reason": "Muốn xem"}).status_code == 404


def test_the_receipt_says_the_number_masked(client: Client, take: Take) -> None:
    paper = take(people=(MAN,))
    for text in (pdf(client, paper, PaperKind.RECEIPT), word(client, paper, PaperKind.RECEIPT)):
        assert f"Vi Thị Mận, Căn cước/CCCD số {masked(NUMBER)}, địa chỉ: Thôn Hạ" in text
        assert NUMBER not in text


def test_a_paper_from_the_counter_has_the_number_of_the_visit_on_its_receipt(
    client: Client, log: Callable[..., Any]
) -> None:
    visit = log(people=(PersonEntry("Vi Thị Mận", "Thôn Hạ", NUMBER),), case={"hands_in": True})
    paper = Submission.objects.get(reception=visit)
    assert masked(NUMBER) in pdf(client, paper, PaperKind.RECEIPT)
    assert SHOWN in client.get(paper.get_absolute_url()).content.decode()
    assert not Petitioner.objects.exists()


def test_becoming_a_denunciation_clears_the_number_from_texts(client: Client, take: Take) -> None:
    matter = take(people=(MAN,), summary=f"Đơn của người có số {NUMBER}").matter
    address = f"/tiep-cong-dan/vu-viec/{matter.pk}/phan-loai/"
    sent = {
        "kind": "denunciation",
        "field": "other",
        "summary": "Thu sai quy định",
        "checked": "on",
    }
    assert client.post(address, shown(client, address) | sent).status_code == 302
    assert not Petitioner.objects.exists()
    matter.refresh_from_db()
    assert (matter.kind, matter.summary) == (MatterKind.DENUNCIATION, "Thu sai quy định")


def test_the_key_of_the_save_makes_one_row(client: Client, typed: dict[str, Any]) -> None:
    sent = typed | {"nguoi1-number": NUMBER, "key": str(uuid4())}
    for _ in range(2):
        client.post(NEW, sent)
    assert Petitioner.objects.get().submission.received_on == date(2026, 11, 16)


def test_a_page_overtaken_in_its_people_is_told_so_and_loses_no_number(
    client: Client, client_of: Callable[[str], Client], take: Take
) -> None:
    paper = take(people=(MAN,))
    address = f"/don-thu/{paper.pk}/sua/"
    stale = shown(client, address) | {
        "received_on": "16/11/2026", "source": "post", "round": "first", "signatories": "1",
        "nguoi1-kept": str(paper.petitioners.get().pk), "nguoi1-name": MAN.name,
        "nguoi1-address": MAN.address, "note": "Hẹn lại",
    }  # fmt: skip
    assert corrected(client_of("lanhdao.lucnam"), paper, **{"nguoi1-name": "Vi Thị Mẫn"}) == 302
    told = client.post(address, stale)
    assert told.status_code == 422
    assert "Người thứ 1: “Vi Thị Mẫn, Thôn Hạ”" in told.content.decode()
    again = stale | {"seen": told.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert [(one.name, one.number) for one in paper.petitioners.all()] == [(MAN.name, NUMBER)]
