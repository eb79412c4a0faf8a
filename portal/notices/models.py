"""Notices: said once to a posting, read in the portal, gathered for a person in one mail a day."""

from datetime import time
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from portal.accounts.models import Posting, User
from portal.jobs.models import Job
from portal.notices.kinds import DigestChoice, DigestState, NoticeKind
from portal.notices.querysets import DigestQuerySet, MailChoiceQuerySet, NoticeQuerySet

EARLIEST, LATEST = time(6), time(18)
USUAL_TIME = time(8)


class MailChoice(models.Model):
    """When a person wants the digest. Without a row: every working day at the usual time."""

    user = models.OneToOneField(User, models.CASCADE, related_name="mail_choice")
    when = models.CharField(
        "gửi bản tin", max_length=10, choices=DigestChoice, default=DigestChoice.DAILY
    )
    at = models.TimeField("vào lúc", default=USUAL_TIME)

    objects = MailChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "lựa chọn nhận bản tin"
        constraints: ClassVar = [
            CheckConstraint(
                condition=Q(at__gte=EARLIEST, at__lt=LATEST),
                name="mail_goes_by_day",
                violation_error_message="Bản tin chỉ gửi từ 06:00 đến trước 18:00.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_when_display()}, {self.at:%H:%M}"


class Digest(models.Model):
    """That a person's mail of one day was begun, and how it ended.

    The row is committed before the first word goes to the mail server. A row that still says "sending"
    when its worker is dead turns to "unknown", and the mail is not sent again.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="digests")
    day = models.DateField("ngày")
    state = models.CharField(
        "tình trạng", max_length=10, choices=DigestState, default=DigestState.SENDING
    )
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    fence = models.PositiveIntegerField()
    began_at = models.DateTimeField("bắt đầu lúc", auto_now_add=True)
    ended_at = models.DateTimeField("xong lúc", null=True, blank=True)
    refusal = models.CharField("lời từ chối", max_length=120, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-id")
        verbose_name = "bản tin"
        constraints: ClassVar = [
            UniqueConstraint(
                fields=["user", "day"],
                name="digests_go_once_a_day",
                violation_error_message="Người này đã có bản tin của ngày ấy.",
            ),
            CheckConstraint(
                condition=Q(state=DigestState.SENDING, ended_at__isnull=True)
                | (~Q(state=DigestState.SENDING) & Q(ended_at__isnull=False)),
                name="digests_end_once_they_are_not_being_sent",
                violation_error_message="Bản tin đang gửi chưa có lúc xong; bản tin đã xong thì có.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state"],
                name="digests_being_sent",
                condition=Q(state=DigestState.SENDING),
            )
        ]

    def __str__(self) -> str:
        return f"Bản tin ngày {self.day:%d/%m/%Y}"


class Notice(models.Model):
    posting = models.ForeignKey(Posting, models.CASCADE, related_name="notices")
    kind = models.CharField("loại", max_length=12, choices=NoticeKind)
    key = models.CharField(max_length=120)
    text = models.CharField("nội dung", max_length=300)
    href = models.CharField(max_length=300, blank=True)
    urgent = models.BooleanField("gấp", default=False)
    made_at = models.DateTimeField("lúc", auto_now_add=True)
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)
    # The mail that took it along; none while no mail did, or while the server refused it.
    digest = models.ForeignKey(
        Digest, models.SET_NULL, null=True, blank=True, related_name="notices", editable=False
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "thông báo"
        indexes: ClassVar = [models.Index(fields=["posting", "read_at"], name="notices_unread")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["posting", "key"], name="notices_said_once")
        ]

    def __str__(self) -> str:
        return self.text

    def was_perhaps_mailed(self) -> bool:
        """Whether a mail that was cut off had it."""
        return self.digest is not None and self.digest.state == DigestState.UNKNOWN
