"""A visit to which people brought several matters: each with its outcome, its reply, its paper."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citizens.receptions.actions import add_case, reclassify
from citizens.receptions.entries import CaseEntry
from citizens.receptions.kinds import Field, MatterKind, Outcome
from citizens.receptions.models import Handling, Matter, Reception
from citizens.submissions.models import Submission
from portal.access import Scope
from portal.audit.models import Entry
from tests.citizens.receptions.conftest import ON
from tests.shown import shown

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
CASE = CaseEntry(MatterKind.COMPLAINT, Outcome.PENDING, "Bồi thường khi thu hồi đất")
TYPED = {
    "kind": "complaint", "outcome": "accepted", "summary": "Bồi thường khi thu hồi đất",
    "field": "land",
}  # fmt: skip


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("canbo.lucnam")


def test_a_second_matter_is_written_on_its_page_and_stands_in_the_book(
    client: Client, log: Log
) -> None:
    visit = log()
    address = f"/tiep-cong-dan/{visit.pk}/them-vu-viec/"
    assert f'href="{address}"' in client.get(visit.get_absolute_url()).content.decode()
    answer = client.post(address, shown(client, address) | TYPED, follow=True)
    page = answer.content.decode()
    assert "Bồi thường khi thu hồi đất" in page
    assert "Xin sửa đường liên thôn" in page
    assert [one.outcome for one in visit.handlings.all()] == [Outcome.PENDING, Outcome.ACCEPTED]
    assert Reception.objects.get().head_count == 1
    assert "Bồi thường" in client.get("/tiep-cong-dan/").content.decode()
    assert Entry.objects.about(visit).filter(act="reception.add_case").count() == 1


def test_pressing_save_twice_writes_one(client: Client, log: Log) -> None:
    visit = log()
    address = f"/tiep-cong-dan/{visit.pk}/them-vu-viec/"
    sent = shown(client, address) | TYPED
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent)
    assert again.status_code == 422
    assert "Lượt này đã có 2 vụ việc" in again.content.decode()
    assert "Bồi thường khi thu hồi đất" in again.content.decode()
    assert visit.handlings.count() == 2


def test_two_at_once_write_one(log: Log, lucnam: Scope) -> None:
    visit = log()
    add_case(reception=visit, case=CASE, by=lucnam, on=ON, seen=1)
    with pytest.raises(ValidationError, match="cùng lúc"):
        add_case(reception=visit, case=CASE, by=lucnam, on=ON, seen=1)


def test_each_matter_may_come_with_a_paper_of_its_own(log: Log, lucnam: Scope) -> None:
    visit = log(case={"hands_in": True})
    further = CaseEntry(MatterKind.COMPLAINT, Outcome.PENDING, "Đất", hands_in=True)
    add_case(reception=visit, case=further, by=lucnam, on=ON, seen=1)
    papers = Submission.objects.filter(reception=visit).order_by("number")
    assert [one.number for one in papers] == [1, 2]
    assert len({one.key for one in papers}) == len({one.matter_id for one in papers}) == 2


def test_what_the_same_person_brought_before_is_offered(client: Client, log: Log) -> None:
    before, visit = log(), log()
    offered = client.get(f"/tiep-cong-dan/{visit.pk}/them-vu-viec/").context["offered"]
    assert [one.pk for one in offered] == [before.handlings.get().matter_id]


def test_a_known_matter_of_who_came_is_joined_once_a_visit(log: Log, lucnam: Scope) -> None:
    known = log(kind=MatterKind.COMPLAINT).handlings.get().matter
    visit = log(case={"matter": known}, kind=MatterKind.COMPLAINT)
    other = log().handlings.get().matter
    add_case(reception=Reception.objects.get(handlings__matter=other),
             case=CaseEntry(MatterKind.COMPLAINT, Outcome.PENDING, matter=known),
             by=lucnam, on=ON, seen=1)  # fmt: skip
    assert known.handlings.count() == 3
    with pytest.raises(ValidationError, match="đã được ghi"):
        add_case(reception=visit, case=CaseEntry(MatterKind.COMPLAINT, Outcome.PENDING, matter=known),
                 by=lucnam, on=ON, seen=1)  # fmt: skip


@pytest.mark.parametrize(
    ("first", "kind"),
    [(MatterKind.PETITION, "denunciation"), (MatterKind.DENUNCIATION, "complaint")],
)
def test_a_denunciation_and_another_matter_are_two_visits(
    client: Client, log: Log, first: MatterKind, kind: str
) -> None:
    visit = log(kind=first, people=()) if first.is_secret else log(kind=first)
    address = f"/tiep-cong-dan/{visit.pk}/them-vu-viec/"
    sent: dict[str, Any] = shown(client, address) | TYPED | {"kind": kind, "field": "other"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "hai lượt riêng" in answer.context["form"].errors["kind"][0]
    assert answer.context["form"]["summary"].value() == TYPED["summary"]
    assert visit.handlings.count() == 1


def test_a_wrong_case_is_told_beside_its_box(client: Client, log: Log) -> None:
    visit = log()
    address = f"/tiep-cong-dan/{visit.pk}/them-vu-viec/"
    wrong = shown(client, address) | TYPED | {"outcome": "forwarded", "summary": ""}
    errors = client.post(address, wrong).context["form"].errors
    assert set(errors) == {"summary", "agency"}


def test_a_visit_of_another_commune_is_not_there(
    client_of: Callable[[str], Client], log: Log
) -> None:
    address = f"/tiep-cong-dan/{log().pk}/them-vu-viec/"
    assert client_of("canbo.bacgiang").get(address).status_code == 404
    assert Handling.objects.count() == Matter.objects.count() == 1


@pytest.mark.parametrize("kind", [MatterKind.DENUNCIATION, MatterKind.COMPLAINT])
def test_whoever_classifies_one_anew_holds_all_of_its_visits_first(
    kind: MatterKind, log: Log, lucnam: Scope
) -> None:
    """A purge rewrites the others too: two who classified two of them would wait in a ring."""
    visit = log()
    add_case(reception=visit, case=CASE, by=lucnam, on=ON, seen=1)
    brought = list(Matter.objects.order_by("pk"))
    first = brought[0]
    field = Field.OTHER if kind.is_secret else Field(first.field)
    with CaptureQueriesContext(connection) as asked:
        reclassify(matter=first, kind=kind, field=field, summary="Về đường liên thôn", by=lucnam)
    locking = next(one["sql"] for one in asked if one["sql"].startswith("SELECT"))
    assert 'ORDER BY "receptions_matter"."id"' in locking
    assert list(Matter.objects.met_at([visit]).locked_in_order()) == brought
