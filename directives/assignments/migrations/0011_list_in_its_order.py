"""The list of all work of the country is walked in its order: whose turn it is, then the last day."""

import datetime

from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("assignments", "0010_counts_know_their_province")]

    operations = [
        migrations.AddIndex(
            "assignment",
            models.Index(
                models.Case(
                    models.When(step__in=("given", "acknowledged"), then=0),
                    models.When(step__in=("submitted", "handed_back"), then=1),
                    models.When(step="accepted", then=2),
                    default=3,
                ),
                Coalesce("due_on", models.Value(datetime.date(9999, 12, 31))),
                models.F("id"),
                name="assignments_in_list_order",
            ),
        ),
    ]
