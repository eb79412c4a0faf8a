from django.db import migrations, models


class Migration(migrations.Migration):
    """A search of words that many directives hold read every one of the country's that does."""

    dependencies = [("registry", "0010_shares_of_units")]

    operations = [
        migrations.AddIndex(
            model_name="directive",
            index=models.Index(
                fields=["-issued_on", "-id"],
                include=["status", "province", "owner"],
                name="registry_newest_to_read",
            ),
        ),
    ]
