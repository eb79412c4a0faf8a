"""Showing one identity number in full: with a reason, and never without a trace."""

from django.db import transaction

from citizens.receptions.models import Visitor
from portal.access import Scope
from portal.audit.actions import record


@transaction.atomic
def unmask(*, visitor: Visitor, reason: str, by: Scope) -> str:
    """Return the number of `visitor`; the act and its reason are recorded before it is shown.

    Raises `Unreadable` when no key opens it; nothing is recorded then, because nothing was seen.
    """
    reception = visitor.reception
    record(
        act="reception.unmask", target=reception, by=by, organisation_id=reception.organisation_id,
        says=f"Xem đầy đủ số giấy tờ của người thứ {visitor.place}, lượt tiếp số {reception}.",
        changes={"lý do xem": ("", reason)},
    )  # fmt: skip
    return visitor.number
