"""Attachments: kept outside the web root, served only through the row that owns them."""

from typing import ClassVar

from django.db import models

from portal.files.querysets import AttachmentQuerySet


def _place(attachment: "Attachment", filename: str) -> str:
    """Name the stored file by its content: no name that a person typed reaches the disk."""
    return f"{attachment.sha256[:2]}/{attachment.sha256}"


class Attachment(models.Model):
    organisation_id = models.BigIntegerField("tổ chức", db_index=True)
    name = models.CharField("tên tệp", max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("dung lượng")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=_place)
    uploaded_by_id = models.BigIntegerField(null=True, blank=True)  # none: the system made it
    uploaded_at = models.DateTimeField(auto_now_add=True)
    # Name, size and hash stay with the record; the content went by a decision (portal.retention).
    destroyed_at = models.DateTimeField("hủy lúc", null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["file"], name="files_attachment_by_file")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(size__gt=0),
                name="files_attachment_is_not_empty",
                violation_error_message="Tệp rỗng.",
            ),
            models.CheckConstraint(
                condition=models.Q(destroyed_at__isnull=True) | models.Q(file=""),
                name="files_destroyed_attachment_names_no_file",
                violation_error_message="Tệp đã hủy không còn nội dung.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
