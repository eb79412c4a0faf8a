"""What of the registry is destroyed by a decision: drafts that never became a directive, original files.

A final directive and its text stay: others rest on it.
"""

from datetime import date
from typing import Any

from directives.registry.kinds import Status
from directives.registry.models import Directive, Duty, TextVersion
from portal.retention.classes import RetentionClass, Rows, retained
from portal.retention.retained import (
    destroy_contents,
    erase_values_about,
    files_of,
    organisations_of,
)


def _drafts(up_to: date, unit_id: int) -> Rows:
    return Directive.objects.exclude(status=Status.FINAL).filter(
        made_at__date__lte=up_to, owner__in=organisations_of(unit_id)
    )


def _destroy(drafts: list[Any]) -> None:
    """The draft with its text and what was read in it; its file then belongs to no record."""
    pks = [draft.pk for draft in drafts]
    erase_values_about(Directive, pks)
    TextVersion.objects.filter(directive__in=pks).delete()
    Duty.objects.filter(directive__in=pks).delete()
    Directive.objects.filter(pk__in=pks).delete()


retained(RetentionClass("drafts", "Bản nháp văn bản chưa lưu, đã bỏ", _drafts, _destroy))
retained(
    RetentionClass(
        "directive_files", "Tệp gốc của văn bản", files_of(TextVersion, "source"), destroy_contents
    )
)
