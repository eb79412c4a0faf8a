"""Fill in what 0008 added, a portion a transaction, then index it. Begun again, it goes on."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from portal.filling import by_ids


def fill(apps: Any, editor: Any) -> None:
    owner = apps.get_model("receptions", "MatterOwner")
    held = owner.objects.filter(matter=OuterRef("matter_id"), ends_on=None)
    for rows in by_ids(apps.get_model("submissions", "LegalTerm").objects.all()):
        rows.filter(holder=None).update(holder=Subquery(held.values("organisation_id")[:1]))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("submissions", "0008_terms_of_a_holder"),
        ("receptions", "0004_owed_of_a_visit"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="legalterm",
            index=models.Index(
                condition=models.Q(("done_on__isnull", True), ("stands_still", False)),
                fields=["holder", "due_on"],
                name="submissions_owed_by_a_holder",
            ),
        ),
    ]
