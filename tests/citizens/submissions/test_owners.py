"""Papers, settlement and deadlines follow who holds the matter; what was, stays readable where it was."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from citizens.receptions.actions import hand_over, log_reception, take_over
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.models import Matter, MatterOwner
from citizens.submissions.actions import carry_in
from citizens.submissions.kinds import Round
from citizens.submissions.models import LegalTerm, Settlement, Submission
from portal.access import Scope
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit, Organisation

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
Accept = Callable[..., None]
ON, GIVEN, ENDED = date(2026, 11, 22), date(2026, 11, 20), date(2025, 6, 30)


@pytest.fixture
def given(take: Take, accept: Accept, lucnam: Scope, bacgiang: Scope) -> Submission:
    """An accepted paper of phường Lục Nam whose matter phường Bắc Giang holds since."""
    paper = take()
    accept(paper)
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    hand_over(matter=paper.matter, to=to, on=GIVEN, reason="Thẩm quyền", by=lucnam, today=ON)
    return paper


def rows(scope: Scope, *, edit: bool = False) -> list[int]:
    ask = "editable_by" if edit else "visible_to"
    return [
        len(getattr(Submission.objects, ask)(scope)), len(getattr(Settlement.objects, ask)(scope)),
    ]  # fmt: skip


def test_before_it_is_given_the_other_office_sees_nothing(
    take: Take, accept: Accept, bacgiang: Scope
) -> None:
    accept(take())
    assert rows(bacgiang) == rows(bacgiang, edit=True) == [0, 0]


def test_who_holds_it_now_reads_and_writes_and_who_gave_it_reads_on(
    given: Submission, lucnam: Scope, bacgiang: Scope
) -> None:
    assert rows(bacgiang) == [1, 1]
    assert rows(bacgiang, edit=True) == [0, 1]
    assert rows(lucnam) == [1, 1]
    assert rows(lucnam, edit=True) == [0, 0]


def test_what_comes_after_is_not_read_by_who_gave_it(
    given: Submission, take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    later = take(by=bacgiang, matter=given.matter, received_on=date(2026, 11, 21))
    carry_in(matter=given.matter, round_=Round.SECOND, accepted_on=date(2026, 11, 21),
             accepted_document="", by=bacgiang, on=ON)  # fmt: skip
    assert rows(bacgiang) == [2, 2]
    assert rows(lucnam) == [1, 1]
    assert not Submission.objects.visible_to(lucnam).contains(later)


def test_who_signed_at_a_visit_is_read_by_who_holds_the_matter(
    client_of: Callable[[str], Client], lucnam: Scope, bacgiang: Scope
) -> None:
    visit = log_reception(
        key=uuid4(), visit=VisitEntry(date(2026, 11, 16), "Thủy"),
        people=[PersonEntry("Vi Thị Mận", "Thôn Hạ")],
        case=CaseEntry(MatterKind.COMPLAINT, Outcome.PENDING, "Đất", hands_in=True),
        by=lucnam, on=ON,
    )  # fmt: skip
    paper, client = visit.submissions.get(), client_of("canbo.bacgiang")
    assert client.get(f"/don-thu/{paper.pk}/").status_code == 404
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    hand_over(matter=paper.matter, to=to, on=GIVEN, reason="Thẩm quyền", by=lucnam, today=ON)
    assert "Vi Thị Mận" in client.get(f"/don-thu/{paper.pk}/").content.decode()
    assert client.get(f"/tiep-cong-dan/{visit.pk}/").status_code == 404


@pytest.fixture
def inherited(take: Take) -> Matter:
    """A matter that thị trấn Đồi Ngô, part of phường Lục Nam since, left open on 30/6/2025."""
    old = AdministrativeUnit.objects.on(ENDED).get(code="07444")
    office = Organisation.objects.get(unit=old, kind=OrganisationKind.PEOPLE_COMMITTEE)
    matter = take(carried_over=True, received_on=date(2025, 6, 20)).matter
    MatterOwner.objects.filter(matter=matter).update(
        organisation=office, starts_on=date(2025, 6, 20)
    )
    return matter


def test_the_heir_reads_takes_over_and_keeps_the_history(inherited: Matter, lucnam: Scope) -> None:
    assert Matter.objects.visible_to(lucnam).contains(inherited)
    assert not Matter.objects.editable_by(lucnam).exists()
    take_over(matter=inherited, by=lucnam)
    assert Matter.objects.editable_by(lucnam).contains(inherited)
    spans = [(one.starts_on, one.ends_on) for one in inherited.owners.all()]
    assert spans == [(date(2025, 6, 20), ENDED), (date(2025, 7, 1), None)]
    assert LegalTerm.objects.visible_to(lucnam).owed().exists()


def test_it_is_taken_over_once_and_by_the_heir_only(
    inherited: Matter, lucnam: Scope, bacgiang: Scope
) -> None:
    with pytest.raises(ValidationError, match="không còn do đơn vị cũ"):
        take_over(matter=inherited, by=bacgiang)
    take_over(matter=inherited, by=lucnam)
    with pytest.raises(ValidationError, match="không còn do đơn vị cũ"):
        take_over(matter=inherited, by=lucnam)


def test_the_page_offers_it_to_the_heir(
    client_of: Callable[[str], Client], inherited: Matter
) -> None:
    client, address = client_of("canbo.lucnam"), f"/tiep-cong-dan/vu-viec/{inherited.pk}/"
    assert "Nhận kế thừa" in client.get(address).content.decode()
    assert client.post(f"{address}nhan-ke-thua/").status_code == 302
    page = client.get(address).content.decode()
    assert "Nhận kế thừa từ đơn vị cũ" not in page
    assert "Thị trấn Đồi Ngô" in page or "thị trấn Đồi Ngô" in page
