"""Organisations are called after their unit: a paper of a day bears the name of that day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from directives.assignments.models import Assignment
from portal.access import Scope
from portal.accounts.models import Posting
from portal.reports import actions
from portal.reports.masthead import masthead
from portal.reports.models import FormVersion, ReportKind
from portal.units.history import find_organisation
from portal.units.models import FormerName, Organisation
from tests.matrix.samples import SAMPLES, load_rooms

load_rooms()
pytestmark = pytest.mark.django_db
BEFORE, SINCE = date(2026, 9, 19), date(2026, 9, 20)  # Bắc Ninh became a city, Lục Nam a ward


def called(name: str) -> Organisation:
    return Organisation.objects.get(name=name, valid_to=None)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("UBND phường Lục Nam", "UBND xã Lục Nam"),
        ("Đảng ủy phường Lục Nam", "Đảng ủy xã Lục Nam"),
        ("Sở Nội vụ thành phố Bắc Ninh", "Sở Nội vụ tỉnh Bắc Ninh"),
        ("Thành ủy Bắc Ninh", "Tỉnh ủy Bắc Ninh"),
        ("UBND thành phố Huế", "UBND tỉnh Thừa Thiên Huế"),
        ("UBND phường Bắc Giang", "UBND phường Bắc Giang"),
    ],
)
def test_an_organisation_bears_the_name_of_the_day(now: str, before: str) -> None:
    day = date(2024, 12, 31) if "Huế" in now else BEFORE
    there = called(now)
    assert there.name_on(day) == before
    assert there.name_on(date(2026, 11, 23)) == now


def test_only_the_organisations_of_renamed_units_have_former_names() -> None:
    renamed = FormerName.objects.values("organisation__unit").distinct().count()
    assert renamed == 26
    assert FormerName.objects.filter(valid_to=BEFORE, name__startswith="Sở ").count() == 9


def test_two_names_do_not_end_on_one_day() -> None:
    there = FormerName.objects.earliest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerName.objects.create(
            organisation=there.organisation, name="khác", valid_to=there.valid_to, search_key="khac"
        )


def test_a_document_of_the_old_name_finds_the_organisation() -> None:
    there = called("Sở Nội vụ thành phố Bắc Ninh")
    assert find_organisation("Sở Nội vụ tỉnh Bắc Ninh", on=date(2026, 3, 5)) == there
    assert find_organisation("Sở Nội vụ tỉnh Bắc Ninh", on=SINCE) is None
    assert find_organisation("Sở Nội vụ thành phố Bắc Ninh", on=SINCE) == there


def test_a_page_names_who_gave_the_work_as_it_was_called_then(
    client_of: Callable[[str], Client],
) -> None:
    page = f"/nhiem-vu/{SAMPLES['assignments:detail'][0].make()['pk']}/"
    Assignment.objects.update(assigned_on=date(2026, 3, 10))
    told = client_of("canbo.lucnam").get(page).content.decode()
    assert "10/03/2026, Sở Nội vụ tỉnh Bắc Ninh" in told


def test_a_report_of_the_days_before_is_headed_by_the_name_of_then(
    scopes: Callable[[str], Scope],
) -> None:
    posting = Posting.objects.with_place().get(pk=scopes("canbo.lucnam").posting_id)
    actions.load_forms()
    outline = FormVersion.objects.get(kind=ReportKind.COMMUNE_YEARLY).outline
    then = masthead(posting.organisation, outline, on=BEFORE)
    now = masthead(posting.organisation, outline, on=SINCE)
    assert (then["issuer"][-1], now["issuer"][-1]) == ("XÃ LỤC NAM", "PHƯỜNG LỤC NAM")
