"""Keeping an upload: checked by content, named by its hash, owned by an organisation."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction

from portal.access import Scope
from portal.disk import NO_ROOM, is_full
from portal.files.models import Attachment
from portal.files.rules import EVIDENCE, FileKind, Refusal, kept_name, kind_of

# A file may be written this long before its row is committed; a younger one is nobody's orphan.
YOUNG = timedelta(hours=24)


def read_upload(
    upload: UploadedFile[bytes], *, allowed: frozenset[FileKind]
) -> tuple[FileKind, bytes]:
    """Return what kind of file was sent and its bytes. Raises `ValidationError` in Vietnamese."""
    limit = settings.UPLOAD_LIMIT_BYTES
    if (upload.size or 0) > limit:
        raise ValidationError(f"Tệp lớn hơn {limit // 1024 // 1024} MB, hãy chia nhỏ hoặc nén lại.")
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
        content, name=upload.name or "", kind=kind,
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
    """Keep bytes that the system itself made or has checked.

    Raises `ValidationError` when the disk is full; then neither a file nor a row is left.
    """
    attachment = Attachment(
        organisation_id=organisation_id,
        name=kept_name(name, kind),
        media_type=kind.media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=uploaded_by_id,
    )
    try:
        attachment.file.save(attachment.name, ContentFile(content), save=False)
    except OSError as error:
        if not is_full(error):
            raise
        raise ValidationError(NO_ROOM) from error
    try:
        attachment.full_clean()
        attachment.save()
    except BaseException:
        default_storage.delete(str(attachment.file.name))
        raise
    return attachment


class Keeping:
    """One transaction together with the files that are written in it.

        with Keeping() as keep:
            act(evidence=[keep.upload(one, by=scope) for one in uploads])

    When the act inside is refused or fails, neither rows nor files stay. What a killed process
    leaves on the disk goes with `sweep_files`. Open it outside of any other transaction.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._transaction = transaction.atomic()

    def __enter__(self) -> Self:
        self._transaction.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._transaction.__exit__(kind, error, trace)
        except BaseException:
            self._take_back()
            raise
        if error is not None:
            self._take_back()

    def upload(
        self,
        upload: UploadedFile[bytes],
        *,
        by: Scope,
        allowed: frozenset[FileKind] = EVIDENCE,
    ) -> Attachment:
        return self._noted(keep_upload(upload, by=by, allowed=allowed))

    def made(
        self, content: bytes, *, name: str, kind: FileKind, organisation_id: int
    ) -> Attachment:
        kept = keep_bytes(content, name=name, kind=kind, organisation_id=organisation_id)
        return self._noted(kept)

    def _noted(self, attachment: Attachment) -> Attachment:
        self._names.append(str(attachment.file.name))
        return attachment

    def _take_back(self) -> None:
        """Remove the files that no row names. Where the database cannot say, the sweep will."""
        try:
            for name in Attachment.objects.unnamed(self._names):
                default_storage.delete(name)
        except DatabaseError:  # a commit may have come through although its answer was lost
            return


def remove_unnamed(names: Iterable[str]) -> None:
    """Remove these files from the disk, but for those that a row still names."""
    for name in Attachment.objects.unnamed(list(names)):
        default_storage.delete(name)


def sweep_files(*, at: datetime) -> int:
    """Remove files that no row names and that are older than a day. Returns how many."""
    removed = 0
    folders, _ = default_storage.listdir("") if default_storage.exists("") else ([], [])
    for folder in folders:
        names = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
        old = [name for name in names if default_storage.get_modified_time(name) < at - YOUNG]
        for name in Attachment.objects.unnamed(old):
            default_storage.delete(name)
            removed += 1
    return removed
