"""What the worker does for the registry."""

import logging

from django.db import transaction

from directives.registry import actions
from directives.registry.models import Scan
from directives.registry.uploads.scans import read_page, what_lacks
from portal.access import Power, Scope
from portal.accounts.scopes import scope_of_posting
from portal.calendar.clock import today
from portal.files.programs import ProgramFailed
from portal.files.rules import FileKind
from portal.jobs.kinds import job_kind
from portal.jobs.run import ItemRun, JobFailure, JobRun

log = logging.getLogger(__name__)
NOTHING_READ = "Không đọc được chữ nào trong bản quét này. Hãy quét lại rõ hơn, hoặc dán phần chữ."


@job_kind("registry_read_scan", title="Đọc chữ của bản quét")
def read_scan(run: JobRun) -> None:
    """Read a scan page by page; a worker that comes later goes on with the pages that are left."""
    scan = Scan.objects.to_read(run.job.arguments["scan"])
    if scan is None:
        return
    by = _asker(run, scan)
    if lacking := what_lacks():
        raise JobFailure(f"Máy chủ chưa cài {lacking} nên chưa đọc được bản quét.")
    kind, content = _source(scan)
    for item in run.each({str(number): f"Trang {number}" for number in range(1, scan.pages + 1)}):
        with item:
            _read(scan, kind, content, item)
    if run.job.items.undone().exists():
        return  # the job says which pages, and the button reads those alone
    with transaction.atomic():
        run.beat()  # only the worker that holds the job makes the draft
        if not actions.has_letters(scan=scan):
            raise JobFailure(NOTHING_READ)
        actions.enter_scan(scan=scan, by=by)


def _asker(run: JobRun, scan: Scan) -> Scope:
    """Ask again: does the person still enter directives for this organisation?"""
    by = scope_of_posting(run.job.posting_id or 0, on=today())
    if by is None or by.organisation_id != scan.owner_id or not by.may(Power.DIRECTIVE_EDIT):
        raise JobFailure("Người gửi bản quét không còn được nhập văn bản cho cơ quan này.")
    return by


def _source(scan: Scan) -> tuple[FileKind, bytes]:
    kind = next(kind for kind in FileKind if kind.media_type == scan.source.media_type)
    try:
        with scan.source.file.open("rb") as file:
            return kind, file.read()
    except (OSError, ValueError) as error:
        raise JobFailure("Tệp gốc của bản quét không còn.") from error


def _read(scan: Scan, kind: FileKind, content: bytes, item: ItemRun) -> None:
    """Read one page. One that cannot be read leaves a line that says so: the others are of use."""
    number = int(item.key)
    try:
        letters = read_page(kind, content, number)
    except (ProgramFailed, OSError) as error:
        log.warning("Page %s of scan %s was not read: %s", number, scan.pk, error)
        letters = None
    with item.done():
        if letters is None:
            actions.keep_unread(scan=scan, number=number)
        else:
            actions.keep_page(scan=scan, number=number, text=letters.text, unsure=letters.unsure)
