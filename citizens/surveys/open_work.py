"""Open work of a person in this room: the batches of ballots they took on to enter."""

from citizens.surveys.models import BallotBatch
from portal.accounts.models import Posting
from portal.handover.kinds import open_work


def give_batches(holder: Posting, received: Posting) -> int:
    open_batches = BallotBatch.objects.taken_on_by(holder.user_id, at=holder.organisation_id)
    return open_batches.update(entered_by_id=received.user_id)


@open_work("Tập phiếu đang nhập", moves=give_batches)
def batches(posting: Posting) -> int:
    return BallotBatch.objects.taken_on_by(posting.user_id, at=posting.organisation_id).count()
