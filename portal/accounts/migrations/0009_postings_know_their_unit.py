"""A posting knows the unit of its organisation: a province's people are read from one index."""

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import CopiedAlong

FILL = """UPDATE accounts_posting SET unit_id = (
    SELECT o.unit_id FROM units_organisation o WHERE o.id = accounts_posting.organisation_id)"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_posting_begins_while_its_organisation_stands"),
        ("units", "0007_organisations_stand_for_old_ones"),
    ]

    operations = [
        migrations.AddField(
            "posting",
            "unit",
            models.ForeignKey(
                null=True,
                blank=True,
                editable=False,
                related_name="+",
                on_delete=django.db.models.deletion.PROTECT,
                to="units.administrativeunit",
            ),
        ),
        CopiedAlong(
            "Posting",
            column="unit_id",
            through="organisation_id",
            source="unit_id",
            of="units.Organisation",
            name="accounts_posting_knows_its_unit",
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
