"""Twenty writers at one book: run by the tests in threads, and as a program on a fresh SQLite file."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any
from uuid import uuid4

WRITERS, DAY = 20, date(2026, 11, 16)


def race() -> list[int]:
    """Return the numbers that twenty visits, written at once, were given."""
    from django.db import connection

    from citizens.receptions.actions import log_reception
    from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
    from citizens.receptions.kinds import Field, MatterKind, Outcome

    scope, ready = official(), Barrier(WRITERS)

    def write(place: int) -> int:
        ready.wait()
        try:
            return log_reception(
                key=uuid4(),
                visit=VisitEntry(DAY, "Thủy"),
                people=[PersonEntry("Nguyễn Văn Tuấn", "Thôn Đông", "024079001234")],
                case=CaseEntry(MatterKind.PETITION, Outcome.PENDING, f"Việc {place}", Field.OTHER),
                by=scope,
                on=DAY,
            ).number
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(write, range(WRITERS)))


def official() -> Any:
    """Return the scope of somebody in a commune of its own, without the map."""
    from portal.access import Role, Scope
    from portal.accounts.models import User
    from portal.units.models import AdministrativeUnit, Organisation

    user = User.objects.create_user("ganh.dua", "x", full_name="Nguyễn Thị Thủy")
    province = AdministrativeUnit.objects.create(
        code="98", level="province", kind="province", name="Thử", valid_from=date(2025, 7, 1)
    )
    commune = AdministrativeUnit.objects.create(
        code="98001", level="commune", kind="commune", name="Thử", parent=province,
        valid_from=date(2025, 7, 1),
    )  # fmt: skip
    office = Organisation.objects.create(unit=commune, kind="people_committee", name="UBND xã Thử")
    return Scope(
        user_id=user.pk, name="Nguyễn Thị Thủy", posting_id=1, role=Role.COMMUNE_OFFICIAL,
        organisation_id=office.pk, organisation_kind="people_committee", unit_id=commune.pk,
        unit_level="commune",
    )  # fmt: skip


if __name__ == "__main__":
    import json
    import sys

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    json.dump(race(), sys.stdout)
