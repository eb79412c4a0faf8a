"""Places of the real map, which `tests/conftest.py` loads once for the whole session."""

from collections.abc import Callable
from datetime import date

import pytest

from portal.access import Role, Scope
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit, Organisation

SINCE = date(2025, 7, 1)


@pytest.fixture
def unit(db: None) -> Callable[..., AdministrativeUnit]:
    """The unit of a code on a day: `unit("07210")`, `unit("24", date(2025, 6, 30))`."""

    def find(code: str, on: date = SINCE) -> AdministrativeUnit:
        return AdministrativeUnit.objects.on(on).with_parents().get(code=code)

    return find


@pytest.fixture
def scope_at(unit: Callable[..., AdministrativeUnit]) -> Callable[..., Scope]:
    """A scope as a posting to the People's Committee of the unit of a code gives."""

    def make(code: str, *, area_id: int | None = None, on: date = SINCE) -> Scope:
        place = unit(code, on)
        seat = Organisation.objects.get(unit=place, kind=OrganisationKind.PEOPLE_COMMITTEE)
        return Scope(
            user_id=0, name="Nguyễn Thị Hạnh", posting_id=0, role=Role.PROVINCE_STAFF,
            organisation_id=seat.pk, organisation_kind=seat.kind,
            unit_id=place.pk, unit_level=place.level, area_id=area_id,
        )  # fmt: skip

    return make
