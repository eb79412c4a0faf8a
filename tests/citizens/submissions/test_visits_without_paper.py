"""What the law asks after a visit that left no paper: on the list, the start page and in the feed as any other."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from citizens.receptions.actions import correct, follow_up, hand_over, reclassify, void
from citizens.receptions.entries import VisitEntry
from citizens.receptions.kinds import Field, MatterKind, Outcome, ReplyKind
from citizens.receptions.models import Handling, Reception
from citizens.submissions.kinds import Step
from citizens.submissions.models import LegalTerm
from portal.access import Scope
from portal.calendar.clock import now
from portal.units.models import Organisation
from tests.citizens.receptions.conftest import TUAN
from tests.citizens.submissions.conftest import Accept, Take

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
ON, CAME = date(2026, 11, 22), date(2026, 11, 16)
COMPLAINT, DENUNCIATION = MatterKind.COMPLAINT, MatterKind.DENUNCIATION


def terms() -> list[tuple[str, date | None]]:
    return list(LegalTerm.objects.order_by("pk").values_list("step", "done_on"))


@pytest.mark.parametrize(
    ("kind", "outcome", "step"),
    [
        (COMPLAINT, Outcome.PENDING, Step.ACCEPT), (COMPLAINT, Outcome.ACCEPTED, Step.ACCEPT),
        (DENUNCIATION, Outcome.PENDING, Step.ACCEPT), (DENUNCIATION, Outcome.FORWARDED, Step.FORWARD),
        (MatterKind.REFLECTION, Outcome.REFUSED, Step.REFUSAL),
    ],
)  # fmt: skip
def test_a_visit_without_a_paper_owes_what_the_law_asks(
    log: Log, kind: MatterKind, outcome: Outcome, step: Step
) -> None:
    log(
        kind=kind,
        outcome=outcome,
        people=() if kind.is_secret else (TUAN,),
        case={"agency": "Công an"},
    )
    assert terms() == [(step, None)]


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [(COMPLAINT, Outcome.EXPLAINED), (MatterKind.PETITION, Outcome.PENDING)],
)
def test_nothing_is_owed_where_the_law_asks_nothing(
    log: Log, kind: MatterKind, outcome: Outcome
) -> None:
    log(kind=kind, outcome=outcome)
    assert terms() == []


def test_it_stands_on_the_start_page_the_list_and_counts_once(
    client_of: Callable[[str], Client], log: Log
) -> None:
    visit = log(kind=COMPLAINT)
    client = client_of("canbo.lucnam")
    for address in ("/", "/don-thu/thoi-han/"):
        assert f"lượt tiếp số {visit}" in client.get(address).content.decode()
    assert client.get(LegalTerm.objects.get().get_absolute_url()).status_code == 200


def test_the_page_of_a_visit_tells_when_its_paper_was_accepted(
    client_of: Callable[[str], Client], log: Log
) -> None:
    visit = log(kind=COMPLAINT, outcome=Outcome.ACCEPTED, case={"hands_in": True}, on=CAME)
    owing = log(kind=COMPLAINT, outcome=Outcome.PENDING, case={"hands_in": True}, on=CAME)
    pages = [
        client_of("canbo.lucnam").get(one.get_absolute_url()).content.decode().partition("<main")[2]
        for one in (visit, owing)
    ]
    assert all("Thụ lý hoặc từ chối thụ lý" in page for page in pages)
    assert ["Xong đúng hạn" in page for page in pages] == [True, False]


def test_a_paper_handed_in_has_its_own_deadline_and_the_visit_none(log: Log) -> None:
    log(kind=COMPLAINT, case={"hands_in": True})
    assert LegalTerm.objects.get().submission is not None


def test_a_later_paper_that_is_decided_ends_it(log: Log, take: Take, accept: Accept) -> None:
    matter = log(kind=COMPLAINT).handlings.get().matter
    accept(take(matter=matter))
    assert LegalTerm.objects.get(handling__isnull=False).done_on == date(2026, 11, 18)


def test_what_became_of_it_a_correction_and_a_void_keep_it_true(log: Log, lucnam: Scope) -> None:
    visit = log(kind=COMPLAINT)
    due = LegalTerm.objects.get().due_on
    correct(reception=visit, visit=VisitEntry(date(2026, 11, 17), "Thủy"), people=[TUAN],
            by=lucnam, on=ON)  # fmt: skip
    assert LegalTerm.objects.get().due_on > due
    handling = Handling.objects.select_related("matter", "reception__series").get()
    follow_up(handling=handling, outcome=Outcome.ACCEPTED, agency="", document_number="1/TB",
              solved_by="", replied_on=date(2026, 11, 19), reply_kind=ReplyKind.ACCEPTED,
              result="", by=lucnam, on=ON)  # fmt: skip
    assert terms() == [(Step.ACCEPT, date(2026, 11, 19))]
    void(reception=visit, reason="Ghi nhầm", by=lucnam, at=now())
    assert terms() == []


def test_it_follows_the_kind_and_who_holds_the_matter(
    log: Log, lucnam: Scope, bacgiang: Scope
) -> None:
    log()
    matter = Handling.objects.get().matter
    reclassify(matter=matter, kind=COMPLAINT, field=Field.OTHER, summary="Đất", by=lucnam)
    assert terms() == [(Step.ACCEPT, None)]
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    hand_over(matter=matter, to=to, on=ON, reason="Thẩm quyền", by=lucnam, today=ON)
    assert terms() == [], "what was open at the giver's visit was sent on"
    assert not LegalTerm.objects.visible_to(bacgiang).exists()
