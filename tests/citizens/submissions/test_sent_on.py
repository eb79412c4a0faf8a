"""A matter handed to another office: what is open at the giver closes as sent on, and is counted there so."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from citizens.receptions.actions import hand_over, log_reception, take_over
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.models import Matter, MatterOwner, Reception
from citizens.submissions.figures import xld
from citizens.submissions.kinds import Condition, Source
from citizens.submissions.models import LegalTerm, Submission
from portal.access import Scope
from portal.audit.models import Entry
from portal.figures import Period
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit, Organisation
from tests.citizens.submissions.conftest import Accept, Take

pytestmark = pytest.mark.django_db
ON, GIVEN, ENDED = date(2026, 11, 22), date(2026, 11, 20), date(2025, 6, 30)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
Of = Callable[[str], Client]


def give(matter: Matter, lucnam: Scope, to: Scope, *, on: date = GIVEN) -> None:
    hand_over(
        matter=matter, to=Organisation.objects.get(pk=to.organisation_id), on=on,
        reason="Thẩm quyền", document_number="21/PC-UBND", by=lucnam, today=ON,
    )  # fmt: skip


def columns(*scopes: Scope) -> dict[int, int]:
    found = xld([one.organisation_id for one in scopes], YEAR)
    return {place: int(figure.value) for place, figure in found.items() if figure.value}


def visit(kind: MatterKind, by: Scope, *, hands_in: bool) -> Reception:
    return log_reception(
        key=uuid4(), visit=VisitEntry(date(2026, 11, 16), "Thủy"),
        people=[] if kind.is_secret else [PersonEntry("Vi Thị Mận", "Thôn Hạ")],
        case=CaseEntry(kind, Outcome.PENDING, "Đất", hands_in=hands_in), by=by, on=ON,
    )  # fmt: skip


def test_the_open_paper_closes_as_sent_on_with_the_day_and_document(
    take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    paper = take()
    give(paper.matter, lucnam, bacgiang)
    paper.refresh_from_db()
    assert (paper.condition, paper.competence, paper.outcome) == ("met", "others", "forwarded")
    assert (paper.decided_on, paper.document_number, paper.document_on) == (
        GIVEN, "21/PC-UBND", GIVEN,
    )  # fmt: skip
    assert "Bắc Giang" in paper.agency
    assert columns(lucnam) == {1: 1, 2: 1, 3: 1, 23: 1, 25: 1}
    assert Entry.objects.about(paper).filter(act="submission.decide").count() == 1


def test_both_books_together_count_each_paper_where_it_stands(
    take: Take, accept: Accept, lucnam: Scope, bacgiang: Scope
) -> None:
    matter = take().matter
    give(matter, lucnam, bacgiang)
    own = take(by=bacgiang, matter=matter, received_on=GIVEN, source=Source.HANDED_ON, sender="LN")
    accept(own, by=bacgiang, day=date(2026, 11, 21))
    assert columns(lucnam) == {1: 1, 2: 1, 3: 1, 23: 1, 25: 1}
    both = columns(lucnam, bacgiang)
    assert {place: both[place] for place in (1, 4, 5, 6, 23, 25)} == {
        1: 2, 4: 1, 5: 1, 6: 1, 23: 1, 25: 1,
    }  # fmt: skip


def test_its_deadline_ends_and_the_new_holder_decides_its_own_paper_alone(
    client_of: Of, take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    paper = take()
    assert LegalTerm.objects.visible_to(lucnam).owed().count() == 1
    give(paper.matter, lucnam, bacgiang)
    assert paper.terms.get().done_on == GIVEN
    own = take(by=bacgiang, matter=paper.matter, received_on=GIVEN)
    seen = [LegalTerm.objects.visible_to(one) for one in (lucnam, bacgiang)]
    assert [[term.submission for term in rows] for rows in seen] == [[], [own]]
    client = client_of("canbo.bacgiang")
    assert client.get(f"/don-thu/{paper.pk}/xu-ly/").status_code == 404
    assert client.get(f"/don-thu/{own.pk}/xu-ly/").status_code == 200


@pytest.mark.parametrize("kind", [MatterKind.COMPLAINT, MatterKind.DENUNCIATION])
@pytest.mark.parametrize("hands_in", [False, True])
def test_what_was_left_open_at_a_visit_is_sent_on_too(
    lucnam: Scope, bacgiang: Scope, kind: MatterKind, hands_in: bool
) -> None:
    handling = visit(kind, lucnam, hands_in=hands_in).handlings.get()
    give(handling.matter, lucnam, bacgiang)
    handling.refresh_from_db()
    assert (handling.outcome, handling.replied_on, handling.document_number) == (
        Outcome.FORWARDED, GIVEN, "21/PC-UBND",
    )  # fmt: skip
    assert not LegalTerm.objects.owed().filter(matter=handling.matter).exists()


def test_what_was_decided_before_stays_decided(
    take: Take, accept: Accept, lucnam: Scope, bacgiang: Scope
) -> None:
    paper = take()
    accept(paper)
    give(paper.matter, lucnam, bacgiang)
    paper.refresh_from_db()
    assert (paper.outcome, paper.decided_on) == ("accepted", date(2026, 11, 18))


def test_conditions_found_wanting_stay_so(take: Take, lucnam: Scope, bacgiang: Scope) -> None:
    paper = take()
    Submission.objects.filter(pk=paper.pk).update(condition=Condition.UNMET)
    give(paper.matter, lucnam, bacgiang)
    paper.refresh_from_db()
    assert (paper.condition, paper.outcome) == ("unmet", "forwarded")


def test_a_day_before_the_paper_came_is_refused_and_nothing_is_given(
    client_of: Of, take: Take, lucnam: Scope, bacgiang: Scope
) -> None:
    first = take(received_on=date(2026, 11, 10))
    later = take(matter=first.matter, received_on=date(2026, 11, 21))
    with pytest.raises(ValidationError, match=f"Đơn số {later} nhận ngày 21/11/2026"):
        give(first.matter, lucnam, bacgiang)
    assert (
        MatterOwner.objects.now().get(matter=first.matter).organisation_id == lucnam.organisation_id
    )
    first.refresh_from_db()
    assert first.outcome == ""


def test_the_page_asks_for_the_document(client_of: Of, take: Take, bacgiang: Scope) -> None:
    paper = take()
    client, address = client_of("canbo.lucnam"), f"/tiep-cong-dan/vu-viec/{paper.matter_id}/chuyen/"
    form = client.get(address).context["form"]
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    day = f"{form['on'].value():%d/%m/%Y}"
    typed = {"to": to.name, "on": day, "document_number": "5/PC", "reason": "Thẩm quyền"}
    refused = client.post(address, typed | {"document_number": ""})
    assert refused.status_code == 422
    assert "Hãy ghi số phiếu chuyển" in refused.content.decode()
    answer = client.post(address, typed)
    assert answer.status_code == 302
    paper.refresh_from_db()
    assert (paper.outcome, paper.document_number) == ("forwarded", "5/PC")


def test_an_heir_goes_on_with_the_paper_itself(take: Take, client_of: Of, lucnam: Scope) -> None:
    old = AdministrativeUnit.objects.on(ENDED).get(code="07444")
    office = Organisation.objects.get(unit=old, kind=OrganisationKind.PEOPLE_COMMITTEE)
    paper = take(carried_over=True, received_on=date(2025, 6, 20))
    MatterOwner.objects.filter(matter=paper.matter).update(
        organisation=office, starts_on=date(2025, 6, 20)
    )
    Submission.objects.filter(pk=paper.pk).update(organisation=office)
    take_over(matter=paper.matter, by=lucnam)
    paper.refresh_from_db()
    assert paper.outcome == ""
    assert LegalTerm.objects.visible_to(lucnam).owed().filter(submission=paper).exists()
    assert client_of("canbo.lucnam").get(f"/don-thu/{paper.pk}/xu-ly/").status_code == 200
