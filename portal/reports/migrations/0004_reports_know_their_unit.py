"""A report knows the unit of its organisation: a province's reports are read from one index."""

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import CopiedAlong

FILL = """UPDATE reports_report SET unit_id = (
    SELECT o.unit_id FROM units_organisation o WHERE o.id = reports_report.organisation_id)"""


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_keep_what_an_open_report_counted"),
        ("units", "0007_organisations_stand_for_old_ones"),
    ]

    operations = [
        migrations.AddField(
            "report",
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
            "Report",
            column="unit_id",
            through="organisation_id",
            source="unit_id",
            of="units.Organisation",
            name="reports_know_their_unit",
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
