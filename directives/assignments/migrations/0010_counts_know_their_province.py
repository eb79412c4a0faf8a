"""A count of work knows under whom it is counted now, and in which province; one of a province, its month."""

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import CopiedAlong

PROVINCE = """(SELECT COALESCE(above.parent_id, unit.parent_id, unit.id)
    FROM units_organisation held
    JOIN units_administrativeunit unit ON unit.id = held.unit_id
    LEFT JOIN units_administrativeunit above ON above.id = unit.parent_id
    WHERE held.id = COALESCE(units_organisation.heir_id, units_organisation.id))"""
# The triggers fill what is written as it is.
FILL = "UPDATE assignments_workcount SET holder_id = holder_id"
# Work without a last day was counted without the day on which it was given: it is counted again.
MARK = """INSERT INTO assignments_provincemark (province_id, duty_id)
    SELECT DISTINCT province_id, duty_id FROM assignments_provincecount WHERE due_on = '9999-12-31'"""


def _refers(to: str) -> models.ForeignKey:
    return models.ForeignKey(
        null=True,
        editable=False,
        related_name="+",
        on_delete=django.db.models.deletion.PROTECT,
        to=to,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0009_counts_kept_of_provinces"),
        ("units", "0009_the_country"),
    ]

    operations = [
        migrations.AddField("workcount", "holder", _refers("units.organisation")),
        migrations.AddField("workcount", "province", _refers("units.administrativeunit")),
        CopiedAlong(
            "WorkCount",
            column="holder_id",
            through="organisation_id",
            source="COALESCE(heir_id, id)",
            of="units.Organisation",
            name="work_counts_know_their_holder",
            changing="heir_id",
        ),
        CopiedAlong(
            "WorkCount",
            column="province_id",
            through="organisation_id",
            source=PROVINCE,
            of="units.Organisation",
            name="work_counts_know_their_province",
            changing="heir_id",
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddField("provincecount", "day", models.DateField(null=True)),
        migrations.RunSQL(
            "UPDATE assignments_provincecount SET day = due_on", migrations.RunSQL.noop
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AlterField("provincecount", "day", models.DateField()),
        migrations.RemoveConstraint(
            "provincecount", "province_counts_stand_once_for_a_duty_a_province_and_its_days"
        ),
        migrations.AddConstraint(
            "provincecount",
            models.UniqueConstraint(
                fields=("duty", "province", "due_on", "original_due_on", "day"),
                name="province_counts_stand_once_for_a_duty_a_province_and_its_days",
            ),
        ),
    ]
