"""What each province has of each duty of the centre; all that was given until now is marked to be counted."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Coalesce


def mark_all(apps, schema_editor):
    """The job counts it; until it has, boards count from the rows."""
    Assignment = apps.get_model("assignments", "Assignment")
    ProvinceMark = apps.get_model("assignments", "ProvinceMark")
    over = [f"organisation__unit{path}_id" for path in ("__parent__parent", "__parent", "")]
    work = Assignment.objects.filter(duty__directive__province__isnull=True).order_by()
    pairs = work.annotate(over=Coalesce(*over)).values_list("over", "duty_id").distinct()
    ProvinceMark.objects.bulk_create(
        [ProvinceMark(province_id=province, duty_id=duty) for province, duty in pairs], 1000
    )


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0008_counts_kept_of_the_work"),
        ("registry", "0011_newest_to_read"),
        ("units", "0009_the_country"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProvinceMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.duty",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="units.administrativeunit",
                    ),
                ),
            ],
            options={
                "verbose_name": "tỉnh phải đếm lại",
            },
        ),
        migrations.CreateModel(
            name="ProvinceCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("original_due_on", models.DateField()),
                ("still_open", models.PositiveIntegerField()),
                ("on_time", models.PositiveIntegerField()),
                ("late", models.PositiveIntegerField()),
                ("first_on_time", models.PositiveIntegerField()),
                ("unanswered", models.PositiveIntegerField()),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.duty",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.administrativeunit",
                    ),
                ),
            ],
            options={
                "verbose_name": "số nhiệm vụ của tỉnh",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("duty", "province", "due_on", "original_due_on"),
                        name="province_counts_stand_once_for_a_duty_a_province_and_its_days",
                    )
                ],
            },
        ),
        migrations.RunPython(mark_all, migrations.RunPython.noop),
    ]
