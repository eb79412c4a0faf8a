"""What hand-overs left open at the giver, from before a hand-over closed it in the same act."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.db.models import Exists, OuterRef

from citizens.receptions.actions.matters import send_visit_on
from citizens.receptions.kinds import Outcome
from citizens.receptions.models import Handling, Matter, MatterOwner
from citizens.submissions.actions.decisions import decide, sent_to
from citizens.submissions.models import Submission


@dataclass(frozen=True, slots=True)
class Given:
    """A matter went from one office to another on a day."""

    giver_id: int
    taker: MatterOwner


def close_left_open(*, on: date) -> tuple[int, int]:
    """Send on each open paper and visit of an office that gave its matter away; an heir goes on instead.

    Done again, it finds nothing. Returns how many papers and visits were closed.
    """
    given = MatterOwner.objects.filter(matter=OuterRef("pk"), ends_on__isnull=False)
    closed = [_close(matter, on=on) for matter in Matter.objects.filter(Exists(given))]
    return sum(papers for papers, _ in closed), sum(visits for _, visits in closed)


@transaction.atomic
def _close(matter: Matter, *, on: date) -> tuple[int, int]:
    papers = visits = 0
    for given in _givings(matter):
        to, day = given.taker.organisation, given.taker.starts_on
        open_papers = Submission.objects.of([given.giver_id]).of_matter(matter).standing()
        for paper in open_papers.with_outcome(None):
            decision = sent_to(to, paper, max(day, paper.received_on))
            decide(submission=paper, decision=decision, by=None, on=on)
            papers += 1
        for handling in _open_visits(matter, given.giver_id):
            came = handling.reception.received_on
            send_visit_on(handling, to=to, on=max(day, came), by=None, today=on)
            visits += 1
    return papers, visits


def _givings(matter: Matter) -> Iterator[Given]:
    """Return to whom each office that held the matter gave it, or its heir did; the last time counts."""
    owners = list(matter.owners.select_related("organisation__unit").order_by("starts_on", "pk"))
    last = {owner.organisation_id: place for place, owner in enumerate(owners)}
    for giver_id, place in last.items():
        for giver, taker in pairwise(owners[place:]):
            if not _inherits(taker, giver):
                yield Given(giver_id, taker)
                break


def _inherits(taker: MatterOwner, giver: MatterOwner) -> bool:
    ended = giver.organisation.unit.valid_to
    return ended is not None and taker.starts_on > ended


def _open_visits(matter: Matter, giver_id: int) -> Iterator[Handling]:
    found = Handling.objects.of_matter(matter).filter(
        reception__organisation=giver_id, reception__voided_at__isnull=True,
        reception__series__closed=False, outcome=Outcome.PENDING,
    )  # fmt: skip
    yield from found.select_related("matter", "reception__series")
