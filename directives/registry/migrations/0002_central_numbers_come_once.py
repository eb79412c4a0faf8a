"""The symbol of a central number names its issuer: two wordings of it are one key."""

from django.db import migrations, transaction
from django.db.utils import IntegrityError

from directives.registry.rules import central_number


def shorten(apps, schema_editor):
    directives = apps.get_model("registry", "Directive").objects
    for row in directives.filter(issuer_key__startswith="central:").order_by("pk"):
        if not central_number(row.number):
            continue
        try:
            with transaction.atomic():
                directives.filter(pk=row.pk).update(issuer_key="central:")
        except IntegrityError:
            pass  # entered twice under two wordings before: both stand as they are


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_registry")]
    operations = [migrations.RunPython(shorten, migrations.RunPython.noop)]
