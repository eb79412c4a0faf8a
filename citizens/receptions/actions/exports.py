"""Taking the book away as a file: made from rows already scoped, and recorded."""

from collections.abc import Sequence
from datetime import date

from citizens.receptions.models import Reception
from citizens.receptions.resources import book_of
from portal.access import Scope
from portal.audit.actions import record
from portal.units.models import Organisation


def export_book(
    *,
    receptions: Sequence[Reception],
    office: Organisation,
    first: date | None,
    last: date | None,
    by: Scope,
) -> bytes:
    """Return the spreadsheet of these visits; who took how many of which days is recorded."""
    period = _period(first, last)
    content = book_of(receptions, office=office.name, period=period)
    record(
        act="reception.export", target=office, by=by, organisation_id=office.pk,
        says=f"Xuất sổ tiếp công dân ({period}): {len(receptions)} lượt.",
    )  # fmt: skip
    return content


def _period(first: date | None, last: date | None) -> str:
    parts = [f"từ {first:%d/%m/%Y}"] if first else []
    parts += [f"đến {last:%d/%m/%Y}"] if last else []
    return " ".join(parts) or "toàn bộ"
