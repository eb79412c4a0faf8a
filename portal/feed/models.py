"""The secret link by which a calendar program reads the deadlines of one posting."""

from django.db import models

from portal.accounts.models import Posting
from portal.feed.querysets import FeedQuerySet


class Feed(models.Model):
    """The one link of a posting that holds. Only a keyed digest of its token is kept."""

    posting = models.OneToOneField(Posting, models.CASCADE, related_name="feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = "liên kết lịch"

    def __str__(self) -> str:
        return f"liên kết lịch của phân công {self.posting_id}"
