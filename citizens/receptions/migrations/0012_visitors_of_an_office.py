"""The office of the visit beside each of its people; 0013 fills it in."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import Allow

# The triggers on the table of visitors, or that look at it: SQLite makes it anew, here on the way back.
LOOK_AT_VISITORS = [
    one
    for one in import_module(
        "citizens.receptions.migrations.0002_no_identity_for_denunciations"
    ).Migration.operations
    if one.model_name == "Visitor" or "visitor" in one.tables
]


class Migration(migrations.Migration):
    dependencies = [("receptions", "0011_owners_know_the_kind")]

    operations = [
        *map(Allow.what, LOOK_AT_VISITORS),
        migrations.AddField(
            model_name="visitor",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.organisation",
                verbose_name="cơ quan",
            ),
        ),
        *LOOK_AT_VISITORS,
    ]
