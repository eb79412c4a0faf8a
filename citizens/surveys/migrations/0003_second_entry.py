"""The second entry of a drawn share of each batch, by another person than the first."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import Allow, RefuseWhen

REFUSALS = import_module("citizens.surveys.migrations.0002_refusals").Migration.operations
SAME_PERSON = (
    "NEW.entered_by_id IS NOT NULL AND EXISTS (SELECT 1 FROM {ballot} b"
    " WHERE b.id = NEW.ballot_id AND b.entered_by_id = NEW.entered_by_id)"
)
BATCH_CLOSED = (
    "EXISTS (SELECT 1 FROM {ballot} b JOIN {batch} t ON t.id = b.batch_id"
    " WHERE b.id = {row}.ballot_id AND t.state = 'closed')"
)
SECOND_REFUSALS = [
    RefuseWhen(
        "SecondEntry",
        name="surveys_second_entry_is_by_another_person",
        condition=SAME_PERSON,
        tables={"ballot": "Ballot"},
        says="Người nhập lần hai phải khác người nhập lần đầu.",
    ),
    RefuseWhen(
        "SecondEntry",
        name="surveys_closed_second_entry_is_locked",
        condition=BATCH_CLOSED,
        tables={"ballot": "Ballot", "batch": "BallotBatch"},
        events=("INSERT", "UPDATE", "DELETE"),
        says="Tập phiếu đã khóa: không sửa lần nhập thứ hai được. Hãy mở lại tập trước.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0002_refusals"),
        ("units", "0007_organisations_stand_for_old_ones"),
    ]

    operations = [
        *map(Allow.what, REFUSALS),
        migrations.CreateModel(
            name="SecondEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answers", models.TextField(blank=True, verbose_name="câu trả lời nhập lần hai")),
                (
                    "entered_by_id",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="mã người nhập lần hai"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="nhập lần hai lúc"),
                ),
                (
                    "asked",
                    models.PositiveSmallIntegerField(default=0, verbose_name="số câu đối chiếu"),
                ),
                (
                    "differing",
                    models.PositiveSmallIntegerField(default=0, verbose_name="số câu lệch"),
                ),
                (
                    "first_wrong",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="số câu lần đầu nhập sai"
                    ),
                ),
                (
                    "settled_by_id",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="mã người thống nhất"
                    ),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="thống nhất lúc"),
                ),
            ],
            options={
                "verbose_name": "lần nhập thứ hai",
                "verbose_name_plural": "lần nhập thứ hai",
            },
        ),
        migrations.AddField(
            model_name="ballotbatch",
            name="drawn",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="số phiếu rút nhập lần hai"
            ),
        ),
        migrations.AddField(
            model_name="ballotbatch",
            name="second_entered",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="đã nhập lần hai"
            ),
        ),
        migrations.AddField(
            model_name="ballotbatch",
            name="second_share",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, verbose_name="tỷ lệ nhập lần hai (%)"
            ),
        ),
        migrations.AddField(
            model_name="ballotbatch",
            name="unsettled",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="phiếu lệch chưa thống nhất"
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="second_share",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=10, verbose_name="tỷ lệ phiếu nhập lần hai (%)"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballotbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    ("second_share", 0),
                    models.Q(
                        ("drawn__gte", 1), ("second_entered", models.F("drawn")), ("unsettled", 0)
                    ),
                    _connector="OR",
                ),
                name="surveys_a_batch_closes_after_its_second_entry",
                violation_error_message="Chỉ khóa được khi các phiếu rút ra đã nhập lần hai và mọi chỗ lệch đã thống nhất.",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("second_share__lte", 100)),
                name="surveys_second_share_is_at_most_100_percent",
                violation_error_message="Tỷ lệ phiếu nhập lần hai không quá 100%.",
            ),
        ),
        migrations.AddField(
            model_name="secondentry",
            name="ballot",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="second",
                to="surveys.ballot",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answers", ""),
                        ("entered_at__isnull", True),
                        ("entered_by_id__isnull", True),
                    ),
                    models.Q(
                        models.Q(("answers", ""), _negated=True),
                        ("entered_at__isnull", False),
                        ("entered_by_id__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="surveys_a_second_entry_says_who_and_when",
                violation_error_message="Lần nhập thứ hai phải ghi người nhập và lúc nhập.",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_by_id__isnull", True)),
                    models.Q(
                        models.Q(("answers", ""), _negated=True),
                        ("settled_at__isnull", False),
                        ("settled_by_id__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="surveys_what_is_settled_was_entered_twice",
                violation_error_message="Chỉ thống nhất được phiếu đã nhập hai lần.",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("differing__lte", models.F("asked")),
                    ("first_wrong__lte", models.F("differing")),
                ),
                name="surveys_no_more_differs_than_was_asked",
                violation_error_message="Số câu lệch không quá số câu đối chiếu.",
            ),
        ),
        *REFUSALS,
        *SECOND_REFUSALS,
    ]
