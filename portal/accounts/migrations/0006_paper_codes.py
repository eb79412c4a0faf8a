"""Codes on paper slips in place of first passwords."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import migrations, models


def void_first_passwords(apps, schema_editor):
    """A first password that nobody changed was known to two: its owner gets a slip instead."""
    User = apps.get_model("accounts", "User")
    for user in User.objects.filter(must_change_password=True):
        User.objects.filter(pk=user.pk).update(password=make_password(None))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_who_manages_whom")]

    operations = [
        migrations.CreateModel(
            name="PaperCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField(verbose_name="cấp lúc")),
                ("expires_at", models.DateTimeField(verbose_name="hết hạn lúc")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper_code",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mã trên phiếu",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                        name="accounts_paper_codes_end_after_issue",
                        violation_error_message="Mã hết hạn sau lúc cấp.",
                    )
                ],
            },
        ),
        migrations.RunPython(void_first_passwords, migrations.RunPython.noop),
        migrations.RemoveField("user", "must_change_password"),
    ]
