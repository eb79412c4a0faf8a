"""The database keeps a posting's unit what its organisation's is, whoever writes the row."""

from datetime import date

import pytest
from django.db.models import F

from portal.access import Role
from portal.accounts.models import Posting, User
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db


def astray() -> int:
    return Posting.objects.exclude(unit=F("organisation__unit")).count()


def other_place(posting: Posting) -> Organisation:
    same = Organisation.objects.filter(kind=posting.organisation.kind, valid_to=None)
    return same.filter(unit__level=posting.organisation.unit.level).exclude(
        unit=posting.organisation.unit
    )[0]


@pytest.fixture
def posting(db: None) -> Posting:
    return Posting.objects.with_place().get(user__username="canbo.lucnam")


def test_every_posting_of_the_demo_knows_its_unit(db: None) -> None:
    assert Posting.objects.exists()
    assert not astray()


def test_a_posting_saved_or_written_in_bulk_or_moved_knows_its_unit(posting: Posting) -> None:
    elsewhere = other_place(posting)
    new = Posting(
        user=User.objects.get(username="lanhdao.lucnam"), organisation=elsewhere,
        role=Role.COMMUNE_OFFICIAL, starts_on=date(2026, 3, 1),
    )  # fmt: skip
    Posting.objects.bulk_create([new])
    assert Posting.objects.get(pk=new.pk).unit_id == elsewhere.unit_id
    Posting.objects.filter(pk=posting.pk).update(organisation=elsewhere)
    assert Posting.objects.get(pk=posting.pk).unit_id == elsewhere.unit_id
    Posting.objects.filter(pk=posting.pk).update(unit=None)
    assert not astray()
    posting.save()
    assert not astray()
