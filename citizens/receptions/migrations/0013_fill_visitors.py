"""Fill in what 0012 added, a portion a transaction. Begun again, it goes on where it stopped."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery

from portal.filling import by_ids


def fill(apps: Any, editor: Any) -> None:
    reception, visitor = (apps.get_model("receptions", name) for name in ("Reception", "Visitor"))
    visits = reception.objects.filter(pk=OuterRef("reception_id"))
    for rows in by_ids(visitor.objects.all()):
        rows.filter(organisation=None).update(
            organisation=Subquery(visits.values("organisation_id"))
        )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("receptions", "0012_visitors_of_an_office")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
