"""Showing one identity number of a paper in full: with a reason, and never without a trace."""

from django.db import transaction

from citizens.submissions.models import Petitioner
from portal.access import Scope
from portal.audit.actions import record


@transaction.atomic
def unmask(*, petitioner: Petitioner, reason: str, by: Scope) -> str:
    """Return the number of `petitioner`; the act and its reason are recorded before it is shown.

    Raises `Unreadable` when no key opens it; nothing is recorded then, because nothing was seen.
    """
    submission = petitioner.submission
    record(
        act="submission.unmask", target=submission, by=by,
        organisation_id=submission.organisation_id,
        says=f"Xem đầy đủ số giấy tờ của người thứ {petitioner.place}, đơn số {submission}.",
        changes={"lý do xem": ("", reason)},
    )  # fmt: skip
    return petitioner.number
