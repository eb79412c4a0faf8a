"""What of the registry is destroyed by a decision: drafts that never became a directive, scans that never
became a draft, original files.

A final directive and its text stay: others rest on it.
"""

from datetime import date
from typing import Any

from directives.registry.kinds import Status
from directives.registry.models import Directive, Duty, Scan, TextVersion
from portal.jobs.models import JobState
from portal.retention.classes import RetentionClass, Rows, retained
from portal.retention.retained import (
    destroy_contents,
    erase_values_about,
    files_of,
    organisations_of,
)


def _drafts(up_to: date, unit_id: int) -> Rows:
    # Named, not excluded: of two hundred thousand directives the index finds the few that are none yet.
    unfinished = [status for status in Status if status is not Status.FINAL]
    return Directive.objects.filter(
        status__in=unfinished, made_at__date__lte=up_to, owner__in=organisations_of(unit_id)
    )


def _scans(up_to: date, unit_id: int) -> Rows:
    """Those whose reading failed or was cancelled: one that waits for a worker may still become a draft."""
    at_work = (JobState.WAITING, JobState.RUNNING)
    rows = Scan.objects.filter(directive=None).exclude(job__state__in=at_work)
    return rows.filter(made_at__date__lte=up_to, owner__in=organisations_of(unit_id))


def _destroy_scans(scans: list[Any]) -> None:
    """The scan with the pages that were read; its file then belongs to no record."""
    Scan.objects.filter(pk__in=[scan.pk for scan in scans]).delete()


def _destroy(drafts: list[Any]) -> None:
    """The draft with its text and what was read in it; its file then belongs to no record."""
    pks = [draft.pk for draft in drafts]
    erase_values_about(Directive, pks)
    TextVersion.objects.filter(directive__in=pks).delete()
    Duty.objects.filter(directive__in=pks).delete()
    Directive.objects.filter(pk__in=pks).delete()


retained(RetentionClass("drafts", "Bản nháp văn bản chưa lưu, đã bỏ", _drafts, _destroy))
retained(RetentionClass("scans", "Bản quét chưa thành bản nháp", _scans, _destroy_scans))
retained(
    RetentionClass(
        "directive_files", "Tệp gốc của văn bản", files_of(TextVersion, "source"), destroy_contents
    )
)
