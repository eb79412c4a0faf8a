"""Each visitor has the office of the visit; the names of a book are read from an index alone."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import Allow, RefuseWhen

LOOK_AT_VISITORS = import_module(
    "citizens.receptions.migrations.0012_visitors_of_an_office"
).LOOK_AT_VISITORS


class Migration(migrations.Migration):
    dependencies = [("receptions", "0013_fill_visitors")]

    operations = [
        *map(Allow.what, LOOK_AT_VISITORS),
        migrations.AlterField(
            model_name="visitor",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.organisation",
                verbose_name="cơ quan",
            ),
        ),
        migrations.AddIndex(
            model_name="visitor",
            index=models.Index(
                fields=["organisation", "reception"],
                include=["name_key"],
                name="receptions_names_of_a_book",
            ),
        ),
        migrations.AddIndex(
            model_name="reception",
            index=models.Index(
                condition=models.Q(("voided_at__isnull", False)),
                fields=["organisation"],
                name="receptions_void_in_a_book",
            ),
        ),
        *LOOK_AT_VISITORS,
        RefuseWhen(
            "Visitor",
            name="receptions_visitors_say_whose_they_are",
            tables={"reception": "Reception"},
            condition=(
                "EXISTS (SELECT 1 FROM {reception} r WHERE r.id = NEW.reception_id"
                " AND r.organisation_id <> NEW.organisation_id)"
            ),
        ),
    ]
