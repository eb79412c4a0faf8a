"""What stands again beside a handling and a visitor is what their visit says; the database sees to it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError

from citizens.receptions.models import Handling, Matter, Reception, Visitor
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]


def test_a_visit_gives_its_office_and_the_matter_its_first_day(log: Log) -> None:
    visit = log()
    handling = visit.handlings.get()
    assert handling.organisation_id == visit.organisation_id
    assert handling.opened_on == handling.matter.opened_on


@pytest.mark.parametrize("columns", [{"organisation_id": 1}, {"opened_on": date(2020, 1, 1)}])
def test_a_handling_that_says_otherwise_is_refused(log: Log, columns: dict[str, object]) -> None:
    log()
    with pytest.raises(IntegrityError):
        Handling.objects.update(**columns)


def test_a_visitor_of_another_office_than_the_visit_is_refused(log: Log) -> None:
    visit = log()
    assert visit.visitors.get().organisation_id == visit.organisation_id
    with pytest.raises(IntegrityError):
        Visitor.objects.update(organisation_id=1)


def test_a_visit_stays_in_its_book(log: Log) -> None:
    visit = log()
    other = Organisation.objects.exclude(pk=visit.organisation_id).first()
    with pytest.raises(IntegrityError):
        Reception.objects.update(organisation=other)


def test_a_matter_keeps_its_first_day(log: Log) -> None:
    log()
    with pytest.raises(IntegrityError):
        Matter.objects.update(opened_on=date(2020, 1, 1))
