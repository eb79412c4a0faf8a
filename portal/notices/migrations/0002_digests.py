"""Kinds of notices, one mail a person and day, and when each wants it."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0002_items_events_schedule"),
        ("notices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("work", "Nhiệm vụ mới"),
                    ("returned", "Nhiệm vụ bị trả lại"),
                    ("report", "Nhắc hạn báo cáo"),
                    ("redated", "Hạn được dời theo lịch nghỉ"),
                    ("reception", "Lịch tiếp công dân"),
                    ("handover", "Bàn giao, thay mặt"),
                    ("people", "Người dùng, phân công"),
                ],
                default="work",
                max_length=12,
                verbose_name="loại",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice",
            name="urgent",
            field=models.BooleanField(default=False, verbose_name="gấp"),
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="ngày")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sending", "Đang gửi"),
                            ("sent", "Đã gửi"),
                            ("unknown", "Có thể đã gửi"),
                            ("refused", "Máy chủ thư từ chối"),
                        ],
                        default="sending",
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                ("fence", models.PositiveIntegerField()),
                ("began_at", models.DateTimeField(auto_now_add=True, verbose_name="bắt đầu lúc")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                (
                    "refusal",
                    models.CharField(blank=True, max_length=120, verbose_name="lời từ chối"),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bản tin",
                "ordering": ("-day", "-id"),
            },
        ),
        migrations.AddField(
            model_name="notice",
            name="digest",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="notices",
                to="notices.digest",
            ),
        ),
        migrations.CreateModel(
            name="MailChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "when",
                    models.CharField(
                        choices=[
                            ("daily", "Mỗi ngày làm việc một lần"),
                            ("urgent", "Chỉ ngày có việc gấp"),
                            ("none", "Không gửi thư"),
                        ],
                        default="daily",
                        max_length=10,
                        verbose_name="gửi bản tin",
                    ),
                ),
                ("at", models.TimeField(default=datetime.time(8, 0), verbose_name="vào lúc")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_choice",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lựa chọn nhận bản tin",
            },
        ),
        migrations.AddIndex(
            model_name="digest",
            index=models.Index(
                condition=models.Q(("state", "sending")),
                fields=["state"],
                name="digests_being_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(
                fields=("user", "day"),
                name="digests_go_once_a_day",
                violation_error_message="Người này đã có bản tin của ngày ấy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("state", "sending")),
                    models.Q(
                        models.Q(("state", "sending"), _negated=True), ("ended_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="digests_end_once_they_are_not_being_sent",
                violation_error_message="Bản tin đang gửi chưa có lúc xong; bản tin đã xong thì có.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("at__gte", datetime.time(6, 0)), ("at__lt", datetime.time(18, 0))
                ),
                name="mail_goes_by_day",
                violation_error_message="Bản tin chỉ gửi từ 06:00 đến trước 18:00.",
            ),
        ),
    ]
