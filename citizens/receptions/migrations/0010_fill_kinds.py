"""Fill in what 0009 added, a portion a transaction. Begun again, it goes on."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery

from portal.filling import by_ids


def fill(apps: Any, editor: Any) -> None:
    matter = apps.get_model("receptions", "Matter").objects.filter(pk=OuterRef("matter_id"))
    for rows in by_ids(apps.get_model("receptions", "MatterOwner").objects.all()):
        rows.filter(kind=None).update(kind=Subquery(matter.values("kind")))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("receptions", "0009_kind_of_what_is_held")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
