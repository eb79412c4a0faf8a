"""Taking the petition book or the list of settlements away as a file is recorded."""

from portal.access import Scope
from portal.audit.actions import record
from portal.units.models import Organisation


def note_book_taken(*, office: Organisation, period: str, count: int, by: Scope) -> None:
    """Record who took how many papers of which days."""
    record(
        act="submission.export", target=office, by=by, organisation_id=office.pk,
        says=f"Xuất sổ đơn ({period}): {count} đơn.",
    )  # fmt: skip


def note_settlements_taken(*, office: Organisation, period: str, count: int, by: Scope) -> None:
    """Record who took how many settlements of which days."""
    record(
        act="settlement.export", target=office, by=by, organisation_id=office.pk,
        says=f"Xuất danh sách giải quyết ({period}): {count} dòng.",
    )  # fmt: skip
