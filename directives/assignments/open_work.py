"""Open work of a person in this room: what they gave, and what they took on for their organisation."""

from directives.assignments.models import Assignment
from directives.assignments.querysets import AssignmentQuerySet
from portal.accounts.models import Posting
from portal.handover.kinds import open_work


def give_given(holder: Posting, received: Posting) -> int:
    given = Assignment.objects.given_by(holder.user_id, at=holder.organisation_id)
    return given.update(assigned_by_id=received.user_id)


@open_work("Nhiệm vụ đã giao, chưa hoàn thành", moves=give_given)
def given(user: int, organisation: int, posting: int) -> AssignmentQuerySet:
    return Assignment.objects.given_by(user, at=organisation)


@open_work("Nhiệm vụ đang thực hiện")
def taken_on(user: int, organisation: int, posting: int) -> AssignmentQuerySet:
    """The work is the organisation's; its timeline keeps who reported what."""
    return Assignment.objects.worked_on_by(user, at=organisation)
