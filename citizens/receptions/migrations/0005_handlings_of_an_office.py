"""The office of the visit and the first day of the matter beside each handling; 0006 fills them in."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import Allow

# The triggers on the table of handlings, or that look at it: SQLite makes it anew, here on the way back.
LOOK_AT_HANDLINGS = [
    one
    for one in import_module(
        "citizens.receptions.migrations.0002_no_identity_for_denunciations"
    ).Migration.operations
    if one.model_name == "Handling" or "handling" in one.tables
]


class Migration(migrations.Migration):
    dependencies = [
        ("receptions", "0004_owed_of_a_visit"),
    ]

    operations = [
        *map(Allow.what, LOOK_AT_HANDLINGS),
        migrations.AddField(
            model_name="handling",
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
        migrations.AddField(
            model_name="handling",
            name="opened_on",
            field=models.DateField(null=True, verbose_name="ngày bắt đầu vụ việc"),
        ),
        *LOOK_AT_HANDLINGS,
    ]
