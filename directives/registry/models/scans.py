"""Documents that came as pictures, while their letters are being read."""

from __future__ import annotations

from django.db import models
from django.db.models import UniqueConstraint

from directives.registry.models.directives import Directive
from directives.registry.querysets import ScanQuerySet
from portal.files.models import Attachment
from portal.hrefs import href
from portal.jobs.models import Job
from portal.units.models import Organisation


class Scan(models.Model):
    """One upload whose pages a job reads. Once all are read it is the draft `directive`."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    entry_key = models.CharField(max_length=40, editable=False)
    pages = models.PositiveSmallIntegerField("số trang")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    directive = models.ForeignKey(Directive, models.CASCADE, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = "bản quét"
        verbose_name_plural = "bản quét"
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(
                fields=["owner", "entry_key"],
                name="registry_a_scan_is_sent_once",
                violation_error_message="Bản quét này vừa được gửi.",
            )
        ]

    def __str__(self) -> str:
        return self.source.name

    def get_absolute_url(self) -> str:
        return href("registry:scan", self.pk)


class ScanPage(models.Model):
    """What was read on one page: its text, and the spans of the words that are not sure."""

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="read_pages")
    number = models.PositiveSmallIntegerField("trang")
    text = models.TextField(blank=True)
    unsure = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = "trang quét"
        verbose_name_plural = "trang quét"
        ordering = ["number"]
        constraints = [
            UniqueConstraint(
                fields=["scan", "number"],
                name="registry_a_page_is_read_once",
                violation_error_message="Trang này đã đọc.",
            )
        ]

    def __str__(self) -> str:
        return f"Trang {self.number}"
