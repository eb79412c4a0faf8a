"""Asking for a long table or a printed book, making it, forgetting it after a week."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from portal.access import Scope
from portal.accounts.scopes import scope_of_posting
from portal.calendar.clock import today
from portal.exports.kinds import ExportKind, TableKind
from portal.exports.models import Export
from portal.exports.querysets import ExportQuerySet
from portal.files.actions import Keeping, remove_unnamed
from portal.files.models import Attachment
from portal.jobs.actions import enqueue
from portal.jobs.run import JobFailure, JobRun
from portal.units.models import Organisation

KEPT = timedelta(days=7)
NOT_KEPT = "Tệp không còn được giữ: dữ liệu của nó đã được hủy. Hãy yêu cầu lại từ danh sách."
PRIVATE = (
    "Bảng dài không tạo ở nền theo ô tìm kiếm được, vì chữ tìm có thể là tên người và không được lưu lại. "
    "Hãy bỏ ô tìm, hoặc thu hẹp khoảng ngày để tải ngay."
)


@transaction.atomic
def ask_for_table(*, kind: ExportKind, query: str, key: UUID, by: Scope) -> Export:
    """Have a table made in the background. The same `key` twice is one table.

    Raises `ValidationError` for a question that holds what no job may store.
    """
    if kind.keeps_out(QueryDict(query)):
        raise ValidationError(PRIVATE)
    job = enqueue(
        "export", {"kind": kind.name, "query": query}, title=_title(kind),
        key=f"export:{by.posting_id}:{key}", by=by,
    )  # fmt: skip
    return Export.objects.get_or_create(job=job, defaults={"posting_id": by.posting_id})[0]


def _title(kind: ExportKind) -> str:
    return f"Xuất bảng: {kind.title}" if isinstance(kind, TableKind) else kind.title


def make_table(export: Export, run: JobRun) -> None:
    """Make the file with what the posting may read now. Raises `JobFailure`."""
    scope = scope_of_posting(export.posting_id, on=today())
    if scope is None or not scope.may(export.kind.power):
        raise JobFailure(
            "Phân công của người yêu cầu đã hết hoặc không còn quyền xem danh sách này."
        )
    asked = QueryDict(run.job.arguments["query"])
    kind = export.kind
    content, total = kind.make(scope, asked, run.progress)
    with Keeping() as keep:
        kept = keep.made(
            content, name=f"{kind.name}-{today():%Y%m%d}.{kind.file.suffix}", kind=kind.file,
            organisation_id=scope.organisation_id,
        )  # fmt: skip
        if not Export.objects.filter(pk=export.pk).update(file=kept, reach=reach_of(scope)):
            raise JobFailure(NOT_KEPT)  # it was forgotten meanwhile, with what it was made of
        if kind.noted:
            kind.noted(scope, asked, total)
        run.progress(total, total)  # fenced: a worker that was superseded leaves nothing


def reach_of(scope: Scope) -> str:
    """Return a digest of whom a scope reaches, to tell whether it reaches the same today."""
    reached = Organisation.objects.visible_to(scope).order_by("pk").values_list("pk", flat=True)
    said = [scope.role, scope.organisation_id, scope.area_id, *reached.iterator()]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def forget_old(*, at: datetime) -> int:
    """Drop tables a week old with their files; the sweep of files clears the disk."""
    return _forget(Export.objects.asked_before(at - KEPT))


def forget_tables(names: Collection[str], *, units: Collection[int] | None = None) -> int:
    """Drop every table of these kinds, of all or of who reads these units, the files at once.

    They hold what has been destroyed since. One that is being made finds no row to hang its file on.
    """
    tables = Export.objects.of_kinds(names)
    return _forget(tables if units is None else tables.reaching(units), at_once=True)


@transaction.atomic
def _forget(tables: ExportQuerySet, *, at_once: bool = False) -> int:
    old = list(tables.select_for_update(of=("self",)))
    files = Attachment.objects.filter(pk__in=[one.file_id for one in old if one.file_id])
    names = list(files.values_list("file", flat=True))
    Export.objects.filter(pk__in=[one.pk for one in old]).delete()
    files.delete()
    if at_once:
        transaction.on_commit(lambda: remove_unnamed(names))
    return len(old)
