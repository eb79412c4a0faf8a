"""Fill in what 0011 added, a portion a transaction. Begun again, it goes on."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery

from portal.filling import by_ids


def fill(apps: Any, editor: Any) -> None:
    owner = apps.get_model("receptions", "MatterOwner")
    held = owner.objects.filter(matter=OuterRef("matter_id"), ends_on=None)
    for rows in by_ids(apps.get_model("submissions", "Settlement").objects.all()):
        rows.filter(holder=None).update(holder=Subquery(held.values("organisation_id")[:1]))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("submissions", "0011_holder_of_a_settlement"),
        ("receptions", "0011_owners_know_the_kind"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
