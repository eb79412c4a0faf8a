"""How many numbers stand under each key is read from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("receptions", "0007_handlings_say_whose_they_are"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="visitor",
            index=models.Index(
                condition=models.Q(("identity_box__isnull", False)),
                fields=["identity_box_key", "identity_digest_key"],
                name="receptions_visitor_by_keys",
            ),
        ),
    ]
