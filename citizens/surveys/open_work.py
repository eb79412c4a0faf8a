"""Open work of a person in this room: the batches of ballots they took on to enter."""

from citizens.surveys.models import BallotBatch
from citizens.surveys.querysets import BallotBatchQuerySet
from portal.accounts.models import Posting
from portal.handover.kinds import open_work


def give_batches(holder: Posting, received: Posting) -> int:
    open_batches = BallotBatch.objects.taken_on_by(holder.user_id, at=holder.organisation_id)
    return open_batches.update(entered_by_id=received.user_id)


@open_work("Tập phiếu đang nhập", moves=give_batches)
def batches(user: int, organisation: int, posting: int) -> BallotBatchQuerySet:
    return BallotBatch.objects.taken_on_by(user, at=organisation)
