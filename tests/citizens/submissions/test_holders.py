"""What is kept beside a matter to find its rows says what the owners of the matter say."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Q

from citizens.receptions.actions import hand_over, reclassify
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import MatterOwner
from citizens.submissions.actions import carry_in
from citizens.submissions.kinds import Round
from citizens.submissions.models import Settlement, Submission
from portal.access import Scope
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
Accept = Callable[..., None]
ON = date(2026, 11, 22)


def all_is_said_alike() -> bool:
    """Whether each settlement and each owner says what its matter's owners and the matter say."""
    now = MatterOwner.objects.now().filter(matter=OuterRef("matter_id"))
    holders = Settlement.objects.alias(held_by=now.values("organisation")[:1])
    return not (
        holders.filter(~Q(holder=F("held_by")) | Q(held_by=None)).exists()
        or MatterOwner.objects.exclude(kind=F("matter__kind")).exists()
    )


def given(matter_of: Submission, by: Scope, to: Scope) -> None:
    office = Organisation.objects.get(pk=to.organisation_id)
    hand_over(matter=matter_of.matter, to=office, on=ON, reason="Thẩm quyền", by=by, today=ON)


def test_through_acceptance_hand_over_and_a_new_kind(
    take: Take, accept: Accept, lucnam: Scope, bacgiang: Scope
) -> None:
    accept(paper := take())
    assert all_is_said_alike()
    given(paper, lucnam, bacgiang)
    assert Settlement.objects.get().holder_id == bacgiang.organisation_id
    carry_in(
        matter=paper.matter, round_=Round.SECOND, accepted_on=ON, accepted_document="3/TB",
        by=bacgiang, on=ON,
    )  # fmt: skip
    reclassify(
        matter=paper.matter, kind=MatterKind.PETITION, field=Field.OTHER, summary="Xin đất",
        by=bacgiang,
    )  # fmt: skip
    assert MatterOwner.objects.filter(kind=MatterKind.PETITION).count() == 2
    assert all_is_said_alike()


def test_who_held_it_when_it_was_accepted_reads_the_settlement_still(
    take: Take, accept: Accept, lucnam: Scope, bacgiang: Scope
) -> None:
    accept(paper := take())
    given(paper, lucnam, bacgiang)
    for scope in (lucnam, bacgiang):
        assert Settlement.objects.visible_to(scope).count() == 1
    carry_in(
        matter=paper.matter, round_=Round.SECOND, accepted_on=ON, accepted_document="3/TB",
        by=bacgiang, on=ON,
    )  # fmt: skip
    Settlement.objects.filter(round=Round.SECOND).update(accepted_on=date(2026, 11, 25))
    assert Settlement.objects.visible_to(lucnam).get().round == Round.FIRST
    assert Settlement.objects.visible_to(bacgiang).count() == 2


def test_the_database_refuses_an_owner_of_another_kind_than_the_matter(take: Take) -> None:
    take()
    with pytest.raises(IntegrityError), transaction.atomic():
        MatterOwner.objects.update(kind=MatterKind.PETITION)
