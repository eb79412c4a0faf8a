"""Keeping an upload: checked by content, named by its hash, owned by an organisation."""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from portal.access import Scope
from portal.files.models import Attachment
from portal.files.rules import EVIDENCE, FileKind, Refusal, kind_of
from portal.text import one_line


def read_upload(
    upload: UploadedFile[bytes], *, allowed: frozenset[FileKind]
) -> tuple[FileKind, bytes]:
    """Return what kind of file was sent and its bytes. Raises `ValidationError` in Vietnamese."""
    limit = settings.UPLOAD_LIMIT_BYTES
    if (upload.size or 0) > limit:
        raise ValidationError(
            f"Tệp lớn hơn {limit // 1024 // 1024} MiB, hãy chia nhỏ hoặc nén lại."
        )
    content: bytes = upload.read()
    try:
        return kind_of(upload.name or "", content, allowed=allowed), content
    except Refusal as refusal:
        raise ValidationError(refusal.sentence) from refusal


def keep_upload(
    upload: UploadedFile[bytes], *, by: Scope, allowed: frozenset[FileKind] = EVIDENCE
) -> Attachment:
    """Check and keep `upload` for the organisation of `by`. Raises `ValidationError`."""
    kind, content = read_upload(upload, allowed=allowed)
    return keep_bytes(
        content, name=upload.name or f"tep.{kind.suffix}", kind=kind,
        organisation_id=by.organisation_id, uploaded_by_id=by.user_id,
    )  # fmt: skip


def keep_bytes(
    content: bytes,
    *,
    name: str,
    kind: FileKind,
    organisation_id: int,
    uploaded_by_id: int | None = None,
) -> Attachment:
    """Keep bytes that the system itself made or has checked."""
    attachment = Attachment(
        organisation_id=organisation_id,
        name=one_line(name)[-200:],
        media_type=kind.media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=uploaded_by_id,
    )
    attachment.file.save(attachment.name, ContentFile(content), save=False)
    attachment.full_clean()
    attachment.save()
    return attachment
