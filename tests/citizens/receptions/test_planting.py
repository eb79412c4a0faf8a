"""A denouncer is planted through every entry and then looked for in every table, file, queue and log."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from citizens.receptions.actions import log_reception
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.exports import book, printed
from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.models import Matter, Reception
from citizens.submissions.actions import carry_in
from citizens.submissions.kinds import Round
from citizens.submissions.models import Submission
from portal.access import Scope
from portal.exports.actions import ask_for_table
from portal.jobs.actions import carry_out, take
from tests.citizens.receptions.conftest import ON
from tests.citizens.receptions.planting import CARD, NAME, NUMBER, VILLAGE, found_in
from tests.shown import shown

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
Enter = Callable[[], Any]
ROOM = "/tiep-cong-dan"


@pytest.fixture
def client(client_of: Callable[[str], Client], caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.DEBUG)
    with time_machine.travel("2026-11-22T03:00:00+00:00", tick=False):
        yield client_of("canbo.lucnam")


@pytest.fixture
def secret(typed: dict[str, Any]) -> dict[str, Any]:
    """A denunciation typed at the counter, with the person in every box of people."""
    people = {
        f"nguoi{place}-{box}": value
        for place in range(1, 6)
        for box, value in {
            "name": NAME, "number": NUMBER, "place": VILLAGE, "commune": "phường Lục Nam",
        }.items()
    }  # fmt: skip
    return typed | people | {"kind": "denunciation", "head_count": "5"}


@pytest.fixture
def visit(log: Log) -> Reception:
    return log(kind=MatterKind.DENUNCIATION, people=())


COUNTER = {
    "saved": {},
    "looked up while typing": {"act": "look"},
    "refused for its summary": {"summary": ""},
    "refused for its outcome": {"outcome": ""},
    "refused for its day": {"received_on": "22/11/2030"},
    "a card scanned and saved": {"nguoi1-number": CARD, "nguoi1-name": "", "nguoi1-place": ""},
    "a card scanned and looked up": {"nguoi1-number": CARD, "act": "look"},
    "a card scanned into the name": {"nguoi1-name": CARD},
    "a broken card": {"nguoi1-number": CARD.replace("01021979", "01021980")},
    "a number in the text": {"summary": f"Người đến có số {NUMBER}", "checked": "on"},
    "a number in the note": {"note": f"CCCD {NUMBER}", "checked": "on"},
    "a name in the text, asked about": {"summary": f"Theo lời bà {NAME}"},
    "a name in the note, asked about": {"note": f"Người tố cáo là bà {NAME}"},
    "a card in the text": {"summary": CARD, "checked": "on"},
    "a name as the place of a join": {"matter": NAME},
    "a group": {"head_count": "500"},
}


def test_the_counter_keeps_nobody(
    client: Client, secret: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    for more in COUNTER.values():
        for headers in ({}, {"HX-Request": "true"}):
            client.post(f"{ROOM}/moi/", secret | more | {"key": str(uuid4())}, headers=headers)
    assert Reception.objects.count() >= 2
    assert found_in(caplog) == []


@pytest.fixture
def plain(typed: dict[str, Any]) -> dict[str, Any]:
    """A petition of the same person."""
    return typed | {"nguoi1-name": NAME, "nguoi1-number": NUMBER, "nguoi1-place": VILLAGE}


def test_what_is_looked_for_is_found_where_it_may_stand(
    client: Client, plain: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    assert client.post(f"{ROOM}/moi/", plain).status_code == 302
    places = {place.partition(":")[0] for place in found_in(caplog)}
    assert "receptions_visitor" in places


TEXTS = {
    "correction": ("{room}/{visit}/sua/", "note"),
    "void": ("{room}/{visit}/huy/", "reason"),
    "what came of it": ("{room}/xu-ly/{handling}/", "result"),
    "the agency": ("{room}/xu-ly/{handling}/", "agency"),
    "the document": ("{room}/xu-ly/{handling}/", "document_number"),
    "rewriting": ("{room}/vu-viec/{matter}/sua/", "summary"),
    "classifying": ("{room}/vu-viec/{matter}/phan-loai/", "summary"),
    "handing over": ("{room}/vu-viec/{matter}/chuyen/", "reason"),
}
WITH = {
    "received_on": "16/11/2026", "channel": "regular", "host": "official", "mode": "in_person",
    "official_name": "Thủy", "head_count": "1", "outcome": "pending", "reply_kind": "",
    "kind": "denunciation", "field": "other", "to": "UBND phường Bắc Giang", "on": "20/11/2026",
    "document_number": "21/PC",
    "nguoi1-name": NAME, "nguoi1-number": NUMBER, "nguoi1-place": VILLAGE,
    "nguoi1-commune": "phường Lục Nam",
}  # fmt: skip


SAYING: list[tuple[str, dict[str, str]]] = [
    ("Hồ sơ trùng", {}),
    (f"Bà {NAME} đến lại", {}),
    (f"Người đến có số {NUMBER}", {"checked": "on"}),
    (CARD, {"checked": "on"}),
]


def test_no_page_of_a_denunciation_keeps_who_it_was(
    client: Client, log: Log, caplog: pytest.LogCaptureFixture
) -> None:
    for address, box in TEXTS.values():
        handling = log(kind=MatterKind.DENUNCIATION, people=()).handlings.get()
        url = address.format(
            room=ROOM, visit=handling.reception_id, handling=handling.pk, matter=handling.matter_id
        )
        for text, more in reversed(SAYING):
            client.post(url, shown(client, url) | WITH | {box: text} | more)
    assert found_in(caplog) == []


SEARCHES = {
    "the book": f"{ROOM}/?q={NAME}",
    "the book by village": f"{ROOM}/?q={VILLAGE}",
    "the matters": f"{ROOM}/vu-viec/?q={NAME}",
    "the petition book": f"/don-thu/?q={NAME}",
    "everything": f"/tim-kiem/?q={NAME}",
    "a number in the book": f"{ROOM}/?q={NUMBER}",
    "a number in everything": f"/tim-kiem/?q={NUMBER}",
    "a filter": f"{ROOM}/?loai={NAME}&tu={NAME}",
}


def test_a_search_is_kept_nowhere(
    client: Client, visit: Reception, caplog: pytest.LogCaptureFixture
) -> None:
    for address in SEARCHES.values():
        for headers in ({}, {"HX-Request": "true"}):
            assert client.get(address, headers=headers).status_code == 200
    assert found_in(caplog) == []


def test_the_search_by_number_and_the_exports_keep_nothing(
    client: Client, visit: Reception, caplog: pytest.LogCaptureFixture
) -> None:
    client.post(f"{ROOM}/tim-nguoi/", {"number": NUMBER})
    client.post(f"{ROOM}/xuat/?q={NAME}")
    client.post("/don-thu/xuat/", {"q": NAME})
    for kind in ("so-tiep-cong-dan", "so-don"):
        asked = {"kind": kind, "query": f"q={NAME}", "key": str(uuid4())}
        assert client.post("/xuat-bang/", asked).status_code == 400
    assert found_in(caplog) == []


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_becoming_a_denunciation_purges_rows_record_and_files(
    kind: str, client: Client, plain: dict[str, Any], lucnam: Scope,
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:  # fmt: skip
    told = {"note": f"Bà {NAME} hẹn quay lại", "summary": NAME}
    client.post(f"{ROOM}/moi/", plain | told)
    visit = Reception.objects.get()
    handling = visit.handlings.get()
    written = WITH | {"note": f"{NAME}, {NUMBER}", "head_count": "1"}
    matter = f"{ROOM}/vu-viec/{handling.matter_id}"
    for url, typed in {
        f"{ROOM}/{visit.pk}/sua/": written,
        f"{ROOM}/xu-ly/{handling.pk}/": WITH | {"result": f"Đã gọi {NAME}"},
        f"{matter}/sua/": WITH | {"summary": f"Đơn của {NAME}"},
    }.items():
        client.post(url, shown(client, url) | typed)
    asked = {"xlsx": (book, ""), "pdf": (printed, "tu=01/01/2026&den=22/11/2026")}[kind]
    export = ask_for_table(kind=asked[0], query=asked[1], key=uuid4(), by=lucnam)
    run = take(export.job_id, worker="w")
    assert run is not None
    carry_out(run)
    assert found_in(caplog) != []
    caplog.clear()
    with django_capture_on_commit_callbacks(execute=True):
        told = WITH | {"summary": f"Tố cáo, {NAME}, {VILLAGE}", "checked": "on"}
        client.post(f"{matter}/phan-loai/", shown(client, f"{matter}/phan-loai/") | told)
    assert Matter.objects.get().is_secret
    assert found_in(caplog) == []


def test_code_that_hands_a_person_to_an_action_keeps_nobody(
    lucnam: Scope, caplog: pytest.LogCaptureFixture
) -> None:
    log_reception(
        key=uuid4(), visit=VisitEntry(received_on=ON, official_name="Thủy"),
        people=(PersonEntry(NAME, VILLAGE, NUMBER),),
        case=CaseEntry(MatterKind.DENUNCIATION, Outcome.PENDING, "Thu sai quy định"),
        by=lucnam, on=ON,
    )  # fmt: skip
    assert found_in(caplog) == []


def test_an_error_of_the_system_tells_nobody_s_name(
    client: Client, secret: dict[str, Any], caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def broken(**_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("citizens.receptions.actions.visits._book", broken)
    monkeypatch.setattr("citizens.receptions.views.counter.actions.log_reception", broken)
    client.raise_request_exception = False
    assert client.post(f"{ROOM}/moi/", secret).status_code == 500
    assert found_in(caplog) == []


def test_a_session_that_ended_meanwhile_keeps_nobody(
    secret: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    response = Client().post(f"{ROOM}/moi/", secret)
    assert response.status_code in (302, 401)
    assert found_in(caplog) == []


PAPER = {
    "act": "save", "kind": "denunciation", "field": "other", "received_on": "16/11/2026",
    "source": "post", "round": "first", "signatories": "1", "summary": "Thu sai quy định",
    "nguoi1-name": NAME, "nguoi1-address": VILLAGE, "nguoi1-number": NUMBER, "nguoi2-name": NAME,
    "nguoi2-address": VILLAGE,
}  # fmt: skip


SENT: list[dict[str, str]] = [
    {},
    {"act": "look"},
    {"summary": ""},
    {"summary": f"Bà {NAME} viết"},
    {"summary": f"Số {NUMBER}", "checked": "on"},
    {"note": f"Gọi {NAME}"},
    {"note": CARD, "checked": "on"},
    {"sender": f"Bà {NAME}", "source": "handed_on"},
]


def test_the_petition_book_keeps_nobody(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for more in SENT:
        client.post("/don-thu/moi/", PAPER | {"key": str(uuid4())} | more)
    assert Submission.objects.exists()
    assert found_in(caplog) == []


ON_PAPERS = {
    "/don-thu/{paper}/sua/": ("note", "sender", "sender_document"),
    "/don-thu/{paper}/xu-ly/": ("reason", "agency", "document_number"),
    "/don-thu/{paper}/huy/": ("reason",),
    "/don-thu/vu-viec/{matter}/giai-quyet-ton/": ("accepted_document",),
    "/don-thu/giai-quyet/{settlement}/tam-dinh-chi/": ("reason", "document_number"),
    "/don-thu/giai-quyet/{settlement}/ket-qua/": ("content", "decided_by", "decision_number"),
}
FILLED = PAPER | {
    "source": "front", "sender": "Hội Phụ nữ", "condition": "met", "competence": "others",
    "outcome": "guided", "agency": "Công an tỉnh", "reason": "Trùng nội dung",
    "accepted_on": "17/11/2026", "starts_on": "18/11/2026", "ends_on": "19/11/2026",
    "document_number": "1/QĐ", "end": "decided", "ended_on": "20/11/2026",
    "decision_number": "2/KL", "decided_by": "Chủ tịch UBND phường", "verdict": "right",
}  # fmt: skip


def test_no_page_of_a_paper_or_of_its_settlement_keeps_who_it_was(
    client: Client, lucnam: Scope, caplog: pytest.LogCaptureFixture
) -> None:
    client.post("/don-thu/moi/", PAPER | {"key": str(uuid4())})
    paper = Submission.objects.get()
    begun = carry_in(matter=paper.matter, round_=Round.FIRST, accepted_on=date(2026, 11, 17),
                     accepted_document="", by=lucnam, on=ON)  # fmt: skip
    places = {"paper": paper.pk, "matter": paper.matter_id, "settlement": begun.pk}
    for address, boxes in ON_PAPERS.items():
        for box in boxes:
            for text, more in SAYING[1:]:
                url = address.format(**places)
                client.post(url, shown(client, url) | FILLED | {box: text[:60]} | more)
    assert found_in(caplog) == []
    for address in list(ON_PAPERS)[3:]:
        url = address.format(**places)
        client.post(url, shown(client, url) | FILLED)
    begun.refresh_from_db()
    assert begun.decision_number == "2/KL"
