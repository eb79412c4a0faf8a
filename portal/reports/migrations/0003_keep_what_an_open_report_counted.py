"""An open report keeps what it counted, and when."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_real_numbers_and_dates")]

    operations = [
        migrations.AddField("report", "counted", models.JSONField(null=True, blank=True)),
        migrations.AddField(
            "report",
            "counted_at",
            models.DateTimeField("số liệu đếm lúc", null=True, blank=True),
        ),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=Q(counted__isnull=True, counted_at__isnull=True)
                | Q(
                    counted__isnull=False,
                    counted_at__isnull=False,
                    state__in=["draft", "waiting"],
                ),
                name="reports_open_ones_alone_keep_a_count_and_its_moment",
            ),
        ),
    ]
