"""A settlement knows who holds its matter now: room for it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0010_found_by_the_keys_of_their_numbers"),
        ("units", "0001_map"),
    ]

    operations = [
        migrations.AddField(
            model_name="settlement",
            name="holder",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.organisation",
                verbose_name="cơ quan giữ",
            ),
        ),
    ]
