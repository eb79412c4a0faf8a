"""How many numbers stand under each key is read from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0009_fill_holders"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="petitioner",
            index=models.Index(
                condition=models.Q(("identity_box__isnull", False)),
                fields=["identity_box_key", "identity_digest_key"],
                name="submissions_petitioner_by_keys",
            ),
        ),
    ]
