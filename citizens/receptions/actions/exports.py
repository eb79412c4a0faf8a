"""Taking the book away as a file is recorded; a file goes with what it holds."""

from collections.abc import Iterable

from portal.access import Scope
from portal.audit.actions import record
from portal.exports.actions import forget_tables
from portal.units.models import Organisation

BOOK, PRINTED_BOOK = "so-tiep-cong-dan", "so-tiep-cong-dan-ban-in"


def note_book_taken(*, office: Organisation, period: str, count: int, by: Scope) -> None:
    """Record who took how many visits of which days."""
    record(
        act="reception.export", target=office, by=by, organisation_id=office.pk,
        says=f"Xuất sổ tiếp công dân ({period}): {count} lượt.",
    )  # fmt: skip


def forget_books(offices: Iterable[int] | None = None) -> None:
    """Drop the files of the book, of all offices or of those who read these ones' books."""
    units = None
    if offices is not None:
        units = Organisation.objects.filter(pk__in=list(offices)).values_list("unit_id", flat=True)
    forget_tables((BOOK, PRINTED_BOOK), units=units)
