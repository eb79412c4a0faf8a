"""Asking for a long table, making it, forgetting it after a week."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from portal.access import Scope
from portal.accounts.scopes import scope_of_posting
from portal.calendar.clock import today
from portal.exports.kinds import ExportKind
from portal.exports.models import Export
from portal.exports.querysets import ExportQuerySet
from portal.files.actions import Keeping
from portal.files.models import Attachment
from portal.files.rules import FileKind
from portal.jobs.actions import enqueue
from portal.jobs.run import JobFailure, JobRun
from portal.sheets import workbook
from portal.units.models import Organisation

KEPT = timedelta(days=7)


@transaction.atomic
def ask_for_table(*, kind: ExportKind, query: str, key: UUID, by: Scope) -> Export:
    """Have a table made in the background. The same `key` twice is one table."""
    job = enqueue(
        "export", {"kind": kind.name, "query": query}, title=f"Xuất bảng: {kind.title}",
        key=f"export:{by.posting_id}:{key}", by=by,
    )  # fmt: skip
    return Export.objects.get_or_create(job=job, defaults={"posting_id": by.posting_id})[0]


def make_table(export: Export, run: JobRun) -> None:
    """Make the file with what the posting may read now. Raises `JobFailure`."""
    scope = scope_of_posting(export.posting_id, on=today())
    if scope is None or not scope.may(export.kind.power):
        raise JobFailure(
            "Phân công của người yêu cầu đã hết hoặc không còn quyền xem danh sách này."
        )
    asked = QueryDict(run.job.arguments["query"])
    parts = export.kind.parts(scope, asked)
    total = sum(part.count() for part in parts)
    content = workbook(*parts, told=lambda done: run.progress(min(done, total), total))
    with Keeping() as keep:
        kept = keep.made(
            content, name=f"{export.kind.name}-{today():%Y%m%d}.xlsx", kind=FileKind.XLSX,
            organisation_id=scope.organisation_id,
        )  # fmt: skip
        Export.objects.filter(pk=export.pk).update(file=kept, reach=reach_of(scope))
        if export.kind.noted:
            export.kind.noted(scope, asked, total)
        run.progress(total, total)  # fenced: a worker that was superseded leaves nothing


def reach_of(scope: Scope) -> str:
    """Return a digest of whom a scope reaches, to tell whether it reaches the same today."""
    reached = Organisation.objects.visible_to(scope).order_by("pk").values_list("pk", flat=True)
    said = [scope.role, scope.organisation_id, scope.area_id, *reached.iterator()]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def forget_old(*, at: datetime) -> int:
    """Drop tables a week old with their files; the sweep of files clears the disk."""
    return _forget(Export.objects.asked_before(at - KEPT))


def forget_tables(kind: ExportKind) -> int:
    """Drop every table of a kind: it holds what has been destroyed since."""
    return _forget(Export.objects.of_kind(kind))


def _forget(tables: ExportQuerySet) -> int:
    old = list(tables)
    with transaction.atomic():
        Export.objects.filter(pk__in=[one.pk for one in old]).delete()
        Attachment.objects.filter(pk__in=[one.file_id for one in old if one.file_id]).delete()
    return len(old)
