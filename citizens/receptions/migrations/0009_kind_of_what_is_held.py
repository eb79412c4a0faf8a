"""An owner of a matter knows its kind: room for it."""

from django.db import migrations, models

KINDS = [
    ("complaint", "Khiếu nại"), ("denunciation", "Tố cáo"),
    ("petition", "Kiến nghị"), ("reflection", "Phản ánh"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("receptions", "0008_found_by_the_keys_of_their_numbers")]

    operations = [
        migrations.AddField(
            model_name="matterowner",
            name="kind",
            field=models.CharField(
                choices=KINDS, max_length=12, null=True, verbose_name="loại vụ việc"
            ),
        ),
    ]
