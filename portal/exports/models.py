"""Spreadsheets too long to wait for: asked for, made in the background, fetched by who asked."""

from typing import ClassVar

from django.db import models

from portal.accounts.models import Posting
from portal.exports.kinds import KINDS, ExportKind
from portal.exports.querysets import ExportQuerySet
from portal.files.models import Attachment
from portal.hrefs import href
from portal.jobs.models import Job


class Export(models.Model):
    """One table that a posting asked for. What was asked stands in its job."""

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="exports")
    job = models.OneToOneField(Job, models.PROTECT, related_name="export")
    asked_at = models.DateTimeField("yêu cầu lúc", auto_now_add=True)
    # What the posting reached when the file was made: who reaches less since does not get it.
    reach = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "bảng xuất"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(file__isnull=True) | ~models.Q(reach=""),
                name="exports_with_a_file_know_its_reach",
                violation_error_message="Bảng đã tạo phải ghi phạm vi của người yêu cầu.",
            )
        ]

    def __str__(self) -> str:
        return self.job.title

    def get_absolute_url(self) -> str:
        return href("exports:detail", self.pk)

    @property
    def kind(self) -> ExportKind:
        return KINDS[self.job.arguments["kind"]]
