"""What stands again beside a handling is what its visit and its matter say; the database sees to it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError

from citizens.receptions.models import Handling, Matter, Reception
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


def test_a_visit_stays_in_its_book(log: Log) -> None:
    visit = log()
    other = Organisation.objects.exclude(pk=visit.organisation_id).first()
    with pytest.raises(IntegrityError):
        Reception.objects.update(organisation=other)


def test_a_matter_keeps_its_first_day(log: Log) -> None:
    log()
    with pytest.raises(IntegrityError):
        Matter.objects.update(opened_on=date(2020, 1, 1))
