"""Citizens answer on the web by one-time codes."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from portal.triggers import Allow

_BEFORE = import_module("citizens.surveys.migrations.0003_second_entry")
LOOK_AT_BATCHES = [*_BEFORE.REFUSALS, *_BEFORE.SECOND_REFUSALS]


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0006_releases"),
        ("units", "0007_organisations_stand_for_old_ones"),
    ]

    operations = [
        *map(Allow.what, LOOK_AT_BATCHES),
        migrations.CreateModel(
            name="AnswerCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("spent", models.BooleanField(default=False, verbose_name="đã dùng")),
            ],
            options={
                "verbose_name": "mã trả lời",
                "verbose_name_plural": "mã trả lời",
            },
        ),
        migrations.CreateModel(
            name="CodeIssue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="số mã")),
                ("expires_on", models.DateField(verbose_name="dùng đến hết ngày")),
                ("issued_on", models.DateField(verbose_name="ngày phát")),
                ("issued_by_id", models.BigIntegerField(verbose_name="mã người phát")),
                (
                    "revoked_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày thu hồi"),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="mã chống ghi trùng")),
            ],
            options={
                "verbose_name": "lần phát mã",
                "verbose_name_plural": "lần phát mã",
            },
        ),
        migrations.AddField(
            model_name="ballotbatch",
            name="mode",
            field=models.CharField(
                choices=[("paper", "Phiếu giấy"), ("web", "Qua mạng")],
                db_default="paper",
                default="paper",
                max_length=5,
                verbose_name="cách trả lời",
            ),
        ),
        migrations.AlterField(
            model_name="ballot",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="nhập lúc"),
        ),
        migrations.AddConstraint(
            model_name="ballotbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["paper", "web"])),
                name="surveys_batches_have_a_known_mode",
                violation_error_message="Không có cách trả lời này.",
            ),
        ),
        migrations.AddField(
            model_name="codeissue",
            name="campaign_unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="code_issues",
                to="surveys.campaignunit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddField(
            model_name="codeissue",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="code_issues",
                to="units.organisation",
                verbose_name="đơn vị phát",
            ),
        ),
        migrations.AddField(
            model_name="answercode",
            name="issue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="codes",
                to="surveys.codeissue",
            ),
        ),
        migrations.AddConstraint(
            model_name="codeissue",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gte", 10), ("count__lte", 500)),
                name="surveys_10_to_500_codes_are_issued_at_once",
                violation_error_message="Mỗi lần phát từ 10 đến 500 mã.",
            ),
        ),
        migrations.AddConstraint(
            model_name="codeissue",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gte", models.F("issued_on"))),
                name="surveys_codes_expire_on_or_after_issue",
                violation_error_message="Mã phải dùng được ít nhất đến hết ngày phát.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answercode",
            constraint=models.UniqueConstraint(
                fields=("digest",),
                name="surveys_answer_codes_differ",
                violation_error_message="Mã này đã được phát.",
            ),
        ),
        *LOOK_AT_BATCHES,
    ]
