"""Open work of a person in this room: visits they logged that still wait for an answer."""

from citizens.receptions.models import Handling
from portal.accounts.models import Posting
from portal.handover.kinds import open_work


@open_work("Lượt tiếp chờ trả lời")
def replies(posting: Posting) -> int:
    """Who logged a visit stays written in the book; its answer is the organisation's."""
    owed = Handling.objects.owed()
    return owed.logged_by(posting.user_id, at=posting.organisation_id).count()
