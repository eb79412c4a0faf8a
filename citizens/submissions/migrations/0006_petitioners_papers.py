"""The identity number of one who signed: sealed, with a keyed digest to find it by."""

from importlib import import_module

from django.db import migrations, models

from portal.triggers import Allow

# The triggers on the table of petitioners, or that look at it: SQLite makes it anew.
LOOK_AT_PETITIONERS = [
    one
    for one in import_module(
        "citizens.submissions.migrations.0002_no_identity_for_denunciations"
    ).Migration.operations
    if one.model_name == "Petitioner" or "petitioner" in one.tables
]


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0005_remedy_steps"),
    ]

    operations = [
        *map(Allow.what, LOOK_AT_PETITIONERS),
        migrations.AddField(
            model_name="petitioner",
            name="identity_box",
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="petitioner",
            name="identity_box_key",
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="petitioner",
            name="identity_digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="petitioner",
            name="identity_digest_key",
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="petitioner",
            name="identity_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("citizen", "Căn cước/CCCD"),
                    ("old_card", "CMND"),
                    ("passport", "Hộ chiếu"),
                    ("other", "Giấy tờ khác"),
                ],
                max_length=10,
                verbose_name="giấy tờ",
            ),
        ),
        migrations.AddIndex(
            model_name="petitioner",
            index=models.Index(fields=["identity_digest"], name="submissions_petitioner_digest"),
        ),
        migrations.AddConstraint(
            model_name="petitioner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("identity_box__isnull", True),
                        ("identity_box_key", ""),
                        ("identity_digest", ""),
                        ("identity_digest_key", ""),
                        ("identity_kind", ""),
                    ),
                    models.Q(
                        ("identity_box__isnull", False),
                        models.Q(("identity_box_key", ""), _negated=True),
                        models.Q(("identity_digest", ""), _negated=True),
                        models.Q(("identity_digest_key", ""), _negated=True),
                        models.Q(("identity_kind", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="submissions_identity_is_sealed_and_found",
                violation_error_message="Số giấy tờ phải được mã hóa và có mã tra cứu.",
            ),
        ),
        *LOOK_AT_PETITIONERS,
    ]
