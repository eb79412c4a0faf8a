from django.db import migrations, models

from portal.triggers import AppendOnly, Writable


class Migration(migrations.Migration):
    """Entries say where an act came from; those written before keep the hash they have."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        Writable("Entry"),
        migrations.AddField(
            model_name="entry",
            name="origin",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="từ đâu"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="version",
            field=models.PositiveSmallIntegerField(default=1),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="entry",
            name="version",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        AppendOnly("Entry"),
    ]
