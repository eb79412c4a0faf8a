"""Tell the kind of the notices that are there by the key they were said with."""

from django.db import migrations

KINDS = {
    "assignment:": "returned",
    "report:": "report",
    "redated:": "redated",
    "handover:": "handover",
}


def tell_kinds(apps, schema_editor):
    Notice = apps.get_model("notices", "Notice")
    for begins, kind in KINDS.items():
        Notice.objects.filter(key__startswith=begins).update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_digests")]

    operations = [migrations.RunPython(tell_kinds, migrations.RunPython.noop)]
