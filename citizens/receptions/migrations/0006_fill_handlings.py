"""Fill in what 0005 added, a portion a transaction. Begun again, it goes on where it stopped."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery

from portal.filling import by_ids


def fill(apps: Any, editor: Any) -> None:
    reception, matter, handling = (
        apps.get_model("receptions", name) for name in ("Reception", "Matter", "Handling")
    )
    visits = reception.objects.filter(pk=OuterRef("reception_id"))
    brought = matter.objects.filter(pk=OuterRef("matter_id"))
    for rows in by_ids(handling.objects.all()):
        rows.filter(organisation=None).update(
            organisation=Subquery(visits.values("organisation_id")),
            opened_on=Subquery(brought.values("opened_on")),
        )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("receptions", "0005_handlings_of_an_office")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
