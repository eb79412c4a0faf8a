"""Who reads the country: where the role is held, and who gives it."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from portal.access import Role
from portal.accounts.models import Posting, User
from portal.calendar.clock import today
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit, Organisation

pytestmark = pytest.mark.django_db


ELSEWHERE = set(OrganisationKind) - {OrganisationKind.MINISTRY}


def test_the_country_holds_ministries_and_nothing_else() -> None:
    country = AdministrativeUnit.objects.get(level="country")
    ministry = Organisation.objects.get(kind=OrganisationKind.MINISTRY)
    commune = AdministrativeUnit.objects.communes().filter(valid_to=None)[0]
    wrong = [(country, kind) for kind in ELSEWHERE]
    for unit, kind in (*wrong, (commune, OrganisationKind.MINISTRY)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.create(unit=unit, kind=kind, name="Không có", search_key="x")
    for changed in ({"kind": OrganisationKind.DEPARTMENT}, {"unit": commune}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.filter(pk=ministry.pk).update(**changed)


def test_the_database_refuses_the_role_elsewhere_and_other_roles_there() -> None:
    ministry = Organisation.objects.get(kind=OrganisationKind.MINISTRY)
    someone = User.objects.create_user("ai.do", full_name="Ai Đó")
    others = [Organisation.objects.filter(kind=kind, valid_to=None).first() for kind in ELSEWHERE]
    wrong: list[tuple[Organisation, Role]] = [(one, Role.MINISTRY) for one in others if one]
    assert len(wrong) > 3
    wrong += [(ministry, role) for role in set(Role) - {Role.MINISTRY}]
    for place, role in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Posting.objects.create(
                user=someone, organisation=place, role=role, starts_on=date(2026, 1, 5)
            )
    held = Posting.objects.filter(user__username="bonoivu")
    for changed in ({"role": Role.ADMINISTRATOR}, {"organisation": wrong[0][0]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            held.update(**changed)


def test_who_runs_the_host_makes_a_reader_gives_a_new_slip_and_ends_it() -> None:
    def run(*said: str) -> str:
        told = StringIO()
        call_command("ministry_reader", "vu.cqdp", *said, stdout=told)
        return told.getvalue()

    first, second = run("--full-name", "Lê Thị Vân"), run()
    assert first.startswith("vu.cqdp: ")
    assert second != first
    held = Posting.objects.get(user__username="vu.cqdp")
    assert (held.role, held.organisation.name) == (Role.MINISTRY, "Bộ Nội vụ")
    run("--end")
    held.refresh_from_db()
    assert held.ends_on == today()


@pytest.mark.parametrize("said", [("canbo.lucnam", "--full-name", "A"), ("moi",), ("moi", "--end")])
def test_a_reader_that_makes_no_sense_is_refused(said: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("ministry_reader", *said)
