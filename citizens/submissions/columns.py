"""Biểu 02/XLD of TT 06/2025/TT-TTCP: which papers each column counts, for numbers and lists alike."""

from datetime import date

from django.db.models import Q

from citizens.receptions.kinds import Field, MatterKind
from citizens.submissions.kinds import Competence, Condition, Round, SubmissionOutcome

PLACES = range(1, 26)
_CASES = 5  # this column counts matters, all others count papers


def in_period(first: date | None, last: date | None) -> Q:
    """Papers received in the period, and those from before that were not yet handled when it began."""
    waiting = Q() if first is None else Q(received_on__gte=first) | Q(decided_on__gte=first)
    if first is not None:
        waiting |= Q(decided_on__isnull=True)
    return waiting & (Q() if last is None else Q(received_on__lte=last))


def columns(last: date | None) -> dict[int, Q]:
    """Return what each column asks of a paper of the period; handled is what was so on its last day."""
    handled = ~Q(outcome="") if last is None else Q(decided_on__lte=last)
    fit = handled & Q(condition=Condition.MET)
    ours, others = (fit & Q(competence=one) for one in (Competence.OURS, Competence.OTHERS))
    complaint = ours & Q(matter__kind=MatterKind.COMPLAINT)
    denunciation = ours & Q(matter__kind=MatterKind.DENUNCIATION)
    rest = ours & Q(matter__kind__in=[MatterKind.PETITION, MatterKind.REFLECTION])
    first, again = Q(round=Round.FIRST), Q(round=Round.SECOND)

    def field(*fields: Field) -> Q:
        return Q(matter__field__in=fields)

    land, policy = field(Field.LAND), field(Field.POLICY)
    return {
        1: Q(), 2: handled, 3: fit, 4: ours, 5: ours,
        6: complaint, 7: complaint & first, 8: complaint & again,
        9: complaint & land, 10: complaint & policy, 11: complaint & ~land & ~policy,
        12: denunciation, 13: denunciation & first, 14: denunciation & again,
        15: denunciation & field(Field.ADMINISTRATION, Field.LAND, Field.POLICY),
        16: denunciation & field(Field.CORRUPTION), 17: denunciation & field(Field.JUSTICE),
        18: denunciation & field(Field.OTHER),
        19: rest, 20: rest & policy, 21: rest & land, 22: rest & ~land & ~policy,
        23: others, 24: others & Q(outcome=SubmissionOutcome.GUIDED),
        25: others & Q(outcome=SubmissionOutcome.FORWARDED),
    }  # fmt: skip


def counts_matters(place: int) -> bool:
    return place == _CASES
