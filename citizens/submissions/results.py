"""Biểu 03/GQKN, 04/GQTC, 05/KQTH of TT 06/2025/TT-TTCP: which rows each column counts.

A matter counts once, where it is held on the last day of the period: its settlement, decision and
execution go with it (docs/decisions/forms.md). Numbers and lists ask the same conditions.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter, MatterOwner
from citizens.receptions.querysets import MatterQuerySet, own_books
from citizens.submissions.kinds import (
    Competence,
    Condition,
    RemedyKind,
    Round,
    SettlementEnd,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import Remedy, RemedyStep, Settlement, Submission
from portal.access import Scope

GQKN, GQTC, KQTH = "03/GQKN", "04/GQTC", "05/KQTH"
KIND_OF = {GQKN: MatterKind.COMPLAINT, GQTC: MatterKind.DENUNCIATION}
# Column 1 is the same number as this column of 02/XLD.
PAPERS_IN_XLD = {GQKN: 6, GQTC: 12}
FORMS = {"03-gqkn": GQKN, "04-gqtc": GQTC, "05-kqth": KQTH}  # as an address names them
ALL, CONSIDERED, ACCEPTED, NOT_ACCEPTED, DROPPED = 2, 3, 4, 5, 6  # columns of matters
STATES = {
    CONSIDERED: "Đang xem xét thụ lý",
    ACCEPTED: "Đã thụ lý",
    NOT_ACCEPTED: "Không thụ lý",
    DROPPED: "Rút đơn, đình chỉ",
}

_FIRST, _SECOND = Q(round=Round.FIRST), Q(round=Round.SECOND)


def _found(verdict: Verdict) -> Q:
    return Q(verdict=verdict)


# Columns that count decisions (03/GQKN 7–12) and conclusions (04/GQTC 7–13) issued in the period.
DECIDED: dict[str, dict[int, Q]] = {
    GQKN: {
        7: Q(),
        8: _FIRST & _found(Verdict.RIGHT),
        9: _FIRST & _found(Verdict.WRONG),
        10: _FIRST & _found(Verdict.PARTLY),
        11: _SECOND & _found(Verdict.UPHELD),
        12: _SECOND & _found(Verdict.CHANGED),
    },
    GQTC: {
        7: Q(),
        8: _FIRST & _found(Verdict.RIGHT),
        9: _FIRST & _found(Verdict.WRONG),
        10: _FIRST & _found(Verdict.PARTLY),
        11: _SECOND & _found(Verdict.RIGHT),
        12: _SECOND & _found(Verdict.WRONG),
        13: _SECOND & _found(Verdict.PARTLY),
    },
}
# Columns that sum what the decisions of the period order.
ORDERED: dict[str, dict[int, RemedyKind]] = {
    GQKN: {
        13: RemedyKind.RECOVER_MONEY,
        14: RemedyKind.RECOVER_LAND,
        15: RemedyKind.RETURN_MONEY,
        16: RemedyKind.RETURN_LAND,
        17: RemedyKind.RETURN_ORGANISATIONS,
        18: RemedyKind.RETURN_PERSONS,
        19: RemedyKind.PUNISH_PERSONS,
        20: RemedyKind.PUNISH_OFFICIALS,
        21: RemedyKind.INVESTIGATE_CASES,
        22: RemedyKind.INVESTIGATE_PERSONS,
        23: RemedyKind.INVESTIGATE_OFFICIALS,
    },
    GQTC: {
        14: RemedyKind.RECOVER_MONEY,
        15: RemedyKind.RECOVER_LAND,
        16: RemedyKind.RETURN_MONEY,
        17: RemedyKind.RETURN_LAND,
        18: RemedyKind.RETURN_ORGANISATIONS,
        19: RemedyKind.RETURN_PERSONS,
        20: RemedyKind.PUNISH_ORGANISATIONS,
        21: RemedyKind.PUNISH_PERSONS,
        22: RemedyKind.PUNISH_OFFICIALS,
        23: RemedyKind.INVESTIGATE_CASES,
        24: RemedyKind.INVESTIGATE_PERSONS,
        25: RemedyKind.INVESTIGATE_OFFICIALS,
    },
}


@dataclass(frozen=True, slots=True)
class Executed:
    """A column of 05/KQTH: of which kind of matter; what is still owed of a thing, or was done in the period.

    Without a `remedy` it counts decisions: all to be carried out, or those carried out in the period.
    """

    kind: MatterKind
    done: bool
    remedy: RemedyKind | None = None


def _executed() -> dict[int, Executed]:
    """05/KQTH columns 1–15 of complaints and 16–31 of denunciations, in the order of the form."""
    money_and_land = [
        (RemedyKind.RECOVER_MONEY, False), (RemedyKind.RECOVER_LAND, False),
        (RemedyKind.RECOVER_MONEY, True), (RemedyKind.RECOVER_LAND, True),
        (RemedyKind.RETURN_MONEY, False), (RemedyKind.RETURN_LAND, False),
        (RemedyKind.RETURN_MONEY, True), (RemedyKind.RETURN_LAND, True),
    ]  # fmt: skip
    persons = [(RemedyKind.PUNISH_PERSONS, True), (RemedyKind.PUNISH_OFFICIALS, True)]
    prosecuted = [
        (RemedyKind.INVESTIGATE_CASES, True), (RemedyKind.INVESTIGATE_PERSONS, True),
        (RemedyKind.INVESTIGATE_OFFICIALS, True),
    ]  # fmt: skip
    whole: list[tuple[RemedyKind | None, bool]] = [(None, False), (None, True)]
    complaint = [*whole, *money_and_land, *persons, *prosecuted]
    organisations = [(RemedyKind.PUNISH_ORGANISATIONS, True)]
    denunciation = [*whole, *money_and_land, *organisations, *persons, *prosecuted]
    columns = [Executed(MatterKind.COMPLAINT, done, remedy) for remedy, done in complaint]
    columns += [Executed(MatterKind.DENUNCIATION, done, remedy) for remedy, done in denunciation]
    return dict(enumerate(columns, start=1))


EXECUTED = _executed()


def places_of(code: str) -> range:
    """The numbers of a form's columns."""
    return range(1, max(EXECUTED if code == KQTH else ORDERED[code]) + 1)


def decided_in(first: date | None, last: date) -> Q:
    """Settlements that ended by a decision or conclusion in the period."""
    ended = Q(end=SettlementEnd.DECIDED, ended_on__lte=last)
    return ended if first is None else ended & Q(ended_on__gte=first)


def to_execute_in(first: date | None, last: date) -> Q:
    """Decisions to be carried out (05/KQTH columns 1, 16): of the period, or not yet done when it began."""
    issued = Q(end=SettlementEnd.DECIDED, ended_on__lte=last)
    if first is None:
        return issued
    waiting = Q(executed_on__isnull=True) | Q(executed_on__gte=first)
    return issued & (Q(ended_on__gte=first) | waiting)


def executed_in(first: date | None, last: date) -> Q:
    """Decisions wholly carried out in the period (05/KQTH columns 2, 17)."""
    done = Q(end=SettlementEnd.DECIDED, executed_on__lte=last)
    return done if first is None else done & Q(executed_on__gte=first)


def case_state(place: int, first: date | None, last: date, *, matter: str = "pk") -> Q:
    """Return what a column of matters (03/GQKN, 04/GQTC columns 2–6) asks of a matter.

    `matter` is the name under which the row knows its matter. Of no such column there is none.

    One state each: thụ lý goes before rút, đình chỉ, that before đang xem xét, that before không
    thụ lý. Still considered is a paper found in order and within competence of which nothing was
    decided on the last day.
    """
    rounds = Settlement.objects.filter(matter_id=OuterRef(matter), accepted_on__lte=last)
    papers = Submission.objects.filter(
        matter_id=OuterRef(matter), received_on__lte=last, voided_at__isnull=True,
        condition=Condition.MET, competence=Competence.OURS,
    )  # fmt: skip
    since = Q() if first is None else Q(ended_on__gte=first)
    accepted = Q(ended_on__isnull=True) | Q(ended_on__gt=last) | decided_in(first, last)
    ended = Q(end__in=[SettlementEnd.WITHDRAWN, SettlementEnd.STOPPED], ended_on__lte=last) & since
    open_ = Q(decided_on__isnull=True) | Q(decided_on__gt=last)
    refused = Q(decided_on__lte=last) & ~Q(outcome=SubmissionOutcome.ACCEPTED)
    refused &= Q() if first is None else Q(decided_on__gte=first)

    def settled(rows: Q) -> Q:
        return Q(Exists(rounds.filter(rows)))

    def brought(rows: Q) -> Q:
        return Q(Exists(papers.filter(rows)))

    match place:
        case _ if place == ALL:  # which goes before which does not matter
            return settled(accepted | ended) | brought(open_ | refused)
        case _ if place == ACCEPTED:
            return settled(accepted)
        case _ if place == DROPPED:
            return settled(ended) & ~settled(accepted)
        case _ if place == CONSIDERED:
            return brought(open_) & ~settled(accepted | ended)
        case _ if place == NOT_ACCEPTED:
            return brought(refused) & ~brought(open_) & ~settled(accepted | ended)
    return Q(pk__in=[])


def cases(
    scope: Scope, kinds: Collection[MatterKind], place: int, first: date | None, last: date
) -> MatterQuerySet:
    """Return the matters of a column that the scope's books held on the last day, with their rounds."""
    held = MatterOwner.objects.on(last).of(own_books(scope)).of_kinds(kinds)
    found = Matter.objects.held(held.filter(case_state(place, first, last, matter="matter_id")))
    rounds = Settlement.objects.only("matter", "round", "end")
    return found.defer("summary_key").prefetch_related(Prefetch("settlements", rounds))


def settlements_behind(code: str, place: int, first: date | None, last: date) -> Q:
    """Return which settlements a column counts or sums: those of its list. A place of no column: none."""
    if code == KQTH:
        return _behind_execution(EXECUTED.get(place), first, last)
    issued = Q(matter__kind=KIND_OF[code]) & decided_in(first, last)
    if place in DECIDED[code]:
        return issued & DECIDED[code][place]
    if place in ORDERED[code]:
        return issued & Q(Exists(_remedies(ORDERED[code][place])))
    return Q(pk__in=[])


def _behind_execution(column: Executed | None, first: date | None, last: date) -> Q:
    if column is None:
        return Q(pk__in=[])
    due = Q(matter__kind=column.kind) & to_execute_in(first, last)
    if column.remedy is None:
        return due & executed_in(first, last) if column.done else due
    if not column.done:
        return due & Q(Exists(_remedies(column.remedy)))
    steps = RemedyStep.objects.filter(
        remedy__settlement_id=OuterRef("pk"), remedy__kind=column.remedy, day__lte=last
    )
    return due & Q(Exists(steps if first is None else steps.filter(day__gte=first)))


def _remedies(kind: RemedyKind) -> QuerySet[Remedy]:
    return Remedy.objects.filter(settlement_id=OuterRef("pk"), kind=kind)


def amount_behind(
    settlement: Settlement, code: str, place: int, first: date | None, last: date
) -> Decimal | None:
    """Return what one settlement, fetched `with_list()`, gives to a column that sums; None of one that counts."""
    column = EXECUTED[place] if code == KQTH else None
    thing = column.remedy if column else ORDERED[code].get(place)
    if thing is None:
        return None
    remedy = next((one for one in settlement.remedies.all() if one.kind == thing), None)
    if remedy is None:
        return Decimal(0)
    if column is None:
        return remedy.owed
    steps = [(one.day, one.amount) for one in remedy.steps.all()]
    before = sum((amount for day, amount in steps if first and day < first), Decimal(0))
    until = sum((amount for day, amount in steps if day <= last), Decimal(0))
    return until - before if column.done else remedy.owed - before
