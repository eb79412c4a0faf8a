"""The holder that stands beside each deadline is who holds the matter, after every act."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import F, OuterRef, Subquery

from citizens.receptions.actions import hand_over, take_over
from citizens.receptions.models import Matter, MatterOwner
from citizens.submissions.models import LegalTerm, Submission
from portal.access import Scope
from portal.units.kinds import OrganisationKind
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db
ON, GIVEN = date(2026, 11, 22), date(2026, 11, 20)
Take = Callable[..., Submission]
Accept = Callable[..., None]


def stray() -> list[LegalTerm]:
    """Return the terms beside which stands another than who holds the matter now."""
    held = MatterOwner.objects.now().filter(matter=OuterRef("matter"))
    plain = LegalTerm.objects.annotate(plain=Subquery(held.values("organisation")))
    return list(plain.exclude(holder=F("plain")))


def give(matter: Matter, lucnam: Scope, bacgiang: Scope) -> None:
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    hand_over(matter=matter, to=to, on=GIVEN, reason="Thẩm quyền", by=lucnam, today=ON)


def test_of_a_paper_and_of_its_settlement(take: Take, accept: Accept, lucnam: Scope) -> None:
    accept(take())
    assert LegalTerm.objects.filter(holder=lucnam.organisation_id).count() == 2
    assert not stray()


def test_of_what_was_handed_over(
    take: Take, accept: Accept, lucnam: Scope, bacgiang: Scope
) -> None:
    accept(paper := take())
    take(matter=paper.matter)
    give(paper.matter, lucnam, bacgiang)
    assert LegalTerm.objects.filter(holder=bacgiang.organisation_id).count() == 3
    assert not stray()
    take(matter=paper.matter, by=bacgiang)
    assert not stray()


def test_of_what_was_inherited(take: Take, accept: Accept, lucnam: Scope) -> None:
    accept(paper := take())
    ended = Organisation.objects.filter(unit__code="07444", unit__valid_to__isnull=False)
    office = ended.get(kind=OrganisationKind.PEOPLE_COMMITTEE)
    MatterOwner.objects.update(organisation=office)
    LegalTerm.objects.update(holder=office)
    take_over(matter=paper.matter, by=lucnam)
    assert LegalTerm.objects.exists()
    assert not stray()
