"""Open work of a person in this room: visits they logged that still wait for an answer."""

from citizens.receptions.models import Handling
from citizens.receptions.querysets import HandlingQuerySet
from portal.handover.kinds import open_work


@open_work("Lượt tiếp chờ trả lời")
def replies(user: int, organisation: int, posting: int) -> HandlingQuerySet:
    """Who logged a visit stays written in the book; its answer is the organisation's."""
    return Handling.objects.owed().logged_by(user, at=organisation)
