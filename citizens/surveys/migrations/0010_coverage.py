"""The one condition of a question goes, several stand in its place; rules of coverage come."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import Allow, RefuseWhen

REFUSALS = import_module("citizens.surveys.migrations.0002_refusals")
# The triggers that look at the table of questions, which SQLite makes anew.
LOOK_AT_QUESTIONS = [
    one
    for one in REFUSALS.Migration.operations
    if one.model_name == "Question" or "question" in one.tables
]


class Migration(migrations.Migration):
    dependencies = [("surveys", "0009_conditions")]

    operations = [
        *map(Allow.what, LOOK_AT_QUESTIONS),
        migrations.RemoveField(model_name="question", name="shown_if"),
        *LOOK_AT_QUESTIONS,
        migrations.CreateModel(
            name="CoverageRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "frame",
                    models.CharField(
                        choices=[
                            ("households", "hộ gia đình"),
                            ("transactions", "lượt giải quyết thủ tục"),
                            ("residents", "người dân từ đủ 18 tuổi"),
                            ("officials", "lượt làm việc với công chức nêu tên"),
                        ],
                        max_length=12,
                        verbose_name="tính trên",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(verbose_name="ít nhất (%)")),
                ("source", models.CharField(max_length=300, verbose_name="căn cứ")),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="áp dụng từ ngày"),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="áp dụng đến hết ngày"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coverage_rules",
                        to="surveys.questionnaireversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "tỷ lệ phải lấy ý kiến",
                "verbose_name_plural": "tỷ lệ phải lấy ý kiến",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 1), ("percent__lte", 100)),
                        name="surveys_coverage_is_1_to_100_percent",
                        violation_error_message="Tỷ lệ phải lấy ý kiến từ 1% đến 100%.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frame__in", ["households", "transactions", "residents", "officials"])
                        ),
                        name="surveys_coverage_counts_a_known_frame",
                        violation_error_message="Không có khung mẫu này.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="surveys_coverage_names_its_source",
                        violation_error_message="Tỷ lệ phải lấy ý kiến cần nêu căn cứ.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="surveys_coverage_ends_on_or_after_start",
                        violation_error_message="Ngày thôi áp dụng phải từ ngày bắt đầu trở đi.",
                    ),
                ],
            },
        ),
        RefuseWhen(
            "Question_asked_after",
            name="surveys_used_condition_is_fixed",
            condition=REFUSALS.OPTION_IN_USE,
            tables={"campaign": "Campaign", "question": "Question"},
            events=REFUSALS.ALL,
            says=REFUSALS.IN_USE,
        ),
        RefuseWhen(
            "CoverageRule",
            name="surveys_used_coverage_is_fixed",
            condition=REFUSALS.VERSION_IN_USE,
            tables={"campaign": "Campaign"},
            events=REFUSALS.ALL,
            says=REFUSALS.IN_USE,
        ),
    ]
