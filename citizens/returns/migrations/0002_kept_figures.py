"""What the books of each commune say of 01/TCD is kept; triggers mark whose books were written in since."""

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import LeavesMarks

_OF_THE_ROW = {"organisation_id": "changed.organisation_id"}


class Migration(migrations.Migration):
    dependencies = [
        ("receptions", "0015_counted_from_an_index"),
        ("returns", "0001_forms_and_confirmations"),
        ("units", "0009_the_country"),
    ]

    operations = [
        migrations.CreateModel(
            name="BookMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="units.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "sổ phải đếm lại",
            },
        ),
        migrations.CreateModel(
            name="KeptFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("figures", models.JSONField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="units.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "số liệu biểu đã đếm",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "starts_on", "ends_on", "organisation"),
                        name="returns_figures_are_kept_once_for_an_office_and_a_period",
                    )
                ],
            },
        ),
        # 01/TCD counts visits, the matters at them, and reception days: these columns and no others.
        LeavesMarks(
            "receptions.Reception",
            name="returns_visits_are_counted_again",
            marks="BookMark",
            counted=("organisation_id", "received_on", "host", "head_count", "voided_at"),
            says=_OF_THE_ROW | {"day": "changed.received_on"},
        ),
        LeavesMarks(
            "receptions.Handling",
            name="returns_matters_are_counted_again",
            marks="BookMark",
            counted=("reception_id", "matter_id"),
            says={"organisation_id": "visit.organisation_id", "day": "visit.received_on"},
            joined="JOIN {visits} AS visit ON visit.id = changed.reception_id",
            tables={"visits": "receptions.Reception"},
        ),
        LeavesMarks(
            "receptions.ReceptionDay",
            name="returns_days_are_counted_again",
            marks="BookMark",
            counted=("organisation_id", "day", "host", "state", "publicised_on"),
            says=_OF_THE_ROW | {"day": "changed.day"},
        ),
    ]
