"""In-app notices: one row per posting and thing to know; said once."""

from typing import ClassVar

from django.db import models

from portal.accounts.models import Posting
from portal.notices.querysets import NoticeQuerySet


class Notice(models.Model):
    posting = models.ForeignKey(Posting, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    text = models.CharField("nội dung", max_length=300)
    href = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField("lúc", auto_now_add=True)
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)

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
