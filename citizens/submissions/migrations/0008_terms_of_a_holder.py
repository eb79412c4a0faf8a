"""Who holds the matter beside each of its deadlines; 0009 fills it in."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0007_owed_of_a_matter"),
    ]

    operations = [
        migrations.AddField(
            model_name="legalterm",
            name="holder",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.organisation",
                verbose_name="cơ quan giữ",
            ),
        ),
    ]
