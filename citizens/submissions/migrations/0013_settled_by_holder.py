"""Each settlement has its holder, and an office's are found by it, the newest acceptance first."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0012_fill_holders_of_settlements")]

    operations = [
        migrations.AlterField(
            model_name="settlement",
            name="holder",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.organisation",
                verbose_name="cơ quan giữ",
            ),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(
                fields=["holder", "-accepted_on", "-id"], name="submissions_settled_by_holder"
            ),
        ),
    ]
