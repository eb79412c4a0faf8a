"""Each handling has its office and its matter's first day, those of the visit and of the matter."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import Allow, RefuseWhen

LOOK_AT_HANDLINGS = import_module(
    "citizens.receptions.migrations.0005_handlings_of_an_office"
).LOOK_AT_HANDLINGS


class Migration(migrations.Migration):
    dependencies = [("receptions", "0006_fill_handlings")]

    operations = [
        *map(Allow.what, LOOK_AT_HANDLINGS),
        migrations.AlterField(
            model_name="handling",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.organisation",
                verbose_name="cơ quan",
            ),
        ),
        migrations.AlterField(
            model_name="handling",
            name="opened_on",
            field=models.DateField(verbose_name="ngày bắt đầu vụ việc"),
        ),
        migrations.AddIndex(
            model_name="handling",
            index=models.Index(
                condition=models.Q(("replied_on__isnull", True)),
                fields=["organisation", "reply_by"],
                name="receptions_owed_of_an_office",
            ),
        ),
        migrations.AddIndex(
            model_name="handling",
            index=models.Index(
                fields=["organisation", "-opened_on", "-matter", "reception"],
                name="receptions_matters_of_a_book",
            ),
        ),
        *LOOK_AT_HANDLINGS,
        RefuseWhen(
            "Handling",
            name="receptions_handlings_say_whose_they_are",
            tables={"reception": "Reception", "matter": "Matter"},
            condition=(
                "EXISTS (SELECT 1 FROM {reception} r WHERE r.id = NEW.reception_id"
                " AND r.organisation_id <> NEW.organisation_id)"
                " OR EXISTS (SELECT 1 FROM {matter} m WHERE m.id = NEW.matter_id"
                " AND m.opened_on <> NEW.opened_on)"
            ),
        ),
        RefuseWhen(
            "Reception",
            name="receptions_stay_in_their_book",
            events=("UPDATE",),
            condition="NEW.organisation_id <> OLD.organisation_id",
        ),
        RefuseWhen(
            "Matter",
            name="receptions_matters_keep_their_first_day",
            events=("UPDATE",),
            condition="NEW.opened_on <> OLD.opened_on",
        ),
    ]
