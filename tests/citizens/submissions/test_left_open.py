"""What a hand-over of before left open at the giver is sent on by a command, once."""

from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from citizens.receptions.actions import log_reception, take_over
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.models import Handling, Matter, MatterOwner
from citizens.submissions.actions.left_open import close_left_open
from citizens.submissions.models import LegalTerm, Submission
from portal.access import Scope
from portal.audit.models import Entry
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit, Organisation
from tests.citizens.submissions.conftest import Take
from tests.citizens.submissions.test_sent_on import columns

pytestmark = pytest.mark.django_db
ON, GIVEN = date(2026, 11, 22), date(2026, 11, 20)


def given_before(matter: Matter, to: int, *, on: date = GIVEN) -> None:
    """Hand a matter over as it was done before: the owner changes, the books do not."""
    matter.owners.now().update(ends_on=on)
    MatterOwner.objects.create(
        matter=matter, organisation_id=to, starts_on=on, reason="Thẩm quyền", kind=matter.kind
    )


def test_the_open_paper_is_sent_on_on_the_day_it_was_given(
    take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    paper = take()
    given_before(paper.matter, bacgiang.organisation_id)
    assert close_left_open(on=ON) == (1, 0)
    paper.refresh_from_db()
    assert (paper.outcome, paper.competence, paper.decided_on) == ("forwarded", "others", GIVEN)
    assert "Bắc Giang" in paper.agency
    assert columns(lucnam) == {1: 1, 2: 1, 3: 1, 23: 1, 25: 1}
    assert not LegalTerm.objects.owed().filter(submission=paper).exists()
    entry = Entry.objects.about(paper).get(act="submission.decide")
    assert entry.chain_id == lucnam.organisation_id


def test_done_again_it_finds_nothing(take: Take, bacgiang: Scope) -> None:
    paper = take()
    given_before(paper.matter, bacgiang.organisation_id)
    close_left_open(on=ON)
    said, before = StringIO(), Entry.objects.count()
    call_command("close_sent_on", stdout=said)
    assert said.getvalue() == "Đã ghi chuyển đơn: 0 đơn, 0 lượt tiếp.\n"
    assert Entry.objects.count() == before


def test_what_is_held_is_left_alone_and_so_is_the_takers_own_paper(
    take: Take, bacgiang: Scope
) -> None:
    held, given = take(), take()
    given_before(given.matter, bacgiang.organisation_id)
    own = take(by=bacgiang, matter=given.matter, received_on=GIVEN)
    assert close_left_open(on=ON) == (1, 0)
    open_still = Submission.objects.with_outcome(None).values_list("pk", flat=True)
    assert set(open_still) == {held.pk, own.pk}


def test_a_matter_that_came_back_is_open_where_it_is(
    take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    paper = take()
    given_before(paper.matter, bacgiang.organisation_id)
    given_before(paper.matter, lucnam.organisation_id, on=GIVEN + timedelta(days=1))
    assert close_left_open(on=ON) == (0, 0)


def test_a_paper_that_came_after_the_hand_over_is_closed_on_its_day(
    take: Take, bacgiang: Scope
) -> None:
    paper = take()
    given_before(paper.matter, bacgiang.organisation_id)
    Submission.objects.filter(pk=paper.pk).update(received_on=date(2026, 11, 21))
    close_left_open(on=ON)
    paper.refresh_from_db()
    assert paper.decided_on == date(2026, 11, 21)


@pytest.mark.parametrize("kind", [MatterKind.COMPLAINT, MatterKind.DENUNCIATION])
def test_the_open_visit_is_sent_on_too(lucnam: Scope, bacgiang: Scope, kind: MatterKind) -> None:
    people = [] if kind.is_secret else [PersonEntry("Vi Thị Mận", "Thôn Hạ")]
    visit = log_reception(
        key=uuid4(), visit=VisitEntry(date(2026, 11, 16), "Thủy"), people=people,
        case=CaseEntry(kind, Outcome.PENDING, "Đất"), by=lucnam, on=ON,
    )  # fmt: skip
    given_before(visit.handlings.get().matter, bacgiang.organisation_id)
    assert close_left_open(on=ON) == (0, 1)
    handling = Handling.objects.get()
    assert (handling.outcome, handling.replied_on) == (Outcome.FORWARDED, GIVEN)
    assert close_left_open(on=ON) == (0, 0)


def test_an_heir_goes_on_with_what_it_inherited_until_it_gives_it_away(
    take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    old = AdministrativeUnit.objects.on(date(2025, 6, 30)).get(code="07444")
    office = Organisation.objects.get(unit=old, kind=OrganisationKind.PEOPLE_COMMITTEE)
    paper = take(carried_over=True, received_on=date(2025, 6, 20))
    MatterOwner.objects.filter(matter=paper.matter).update(
        organisation=office, starts_on=date(2025, 6, 20)
    )
    Submission.objects.filter(pk=paper.pk).update(organisation=office)
    take_over(matter=paper.matter, by=lucnam)
    assert close_left_open(on=ON) == (0, 0)
    given_before(paper.matter, bacgiang.organisation_id)
    assert close_left_open(on=ON) == (1, 0)
    paper.refresh_from_db()
    assert "Bắc Giang" in paper.agency
