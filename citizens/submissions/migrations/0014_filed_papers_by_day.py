"""The filed papers past their period are counted from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("receptions", "0008_found_by_the_keys_of_their_numbers"),
        ("submissions", "0013_settled_by_holder"),
        ("units", "0007_organisations_stand_for_old_ones"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("outcome", "filed")),
                fields=["organisation", "decided_on"],
                name="submissions_filed_by_day",
            ),
        ),
    ]
