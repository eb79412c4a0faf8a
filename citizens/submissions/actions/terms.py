"""Keeping the rows of legal deadlines in step with what they follow from. Called by the other acts."""

from dataclasses import dataclass
from datetime import date

from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.models import Handling, Matter, MatterOwner
from citizens.receptions.querysets import HandlingQuerySet
from citizens.submissions.deadlines import deadline_of, province_of
from citizens.submissions.kinds import Competence, Situation, Source, Step, SubmissionOutcome
from citizens.submissions.law import law
from citizens.submissions.models import LegalTerm, Settlement, Submission
from citizens.submissions.rules.clocks import ClockRule, settling_situation
from portal.calendar.models import DayOff


@dataclass(frozen=True, slots=True)
class Wanted:
    """A deadline that the law asks for."""

    step: Step
    rule: ClockRule
    starts_on: date
    done_on: date | None
    stands_still: bool = False


def keep_terms_of_paper(submission: Submission) -> None:
    """Write the deadlines that a paper has by what stands in it now."""
    wanted = [] if submission.is_void else asked_of_paper(submission)
    _keep(submission.matter, wanted, submission=submission)


def keep_terms_of_settlement(settlement: Settlement) -> None:
    _keep(settlement.matter, _of_settlement(settlement), settlement=settlement)


def keep_terms_of_visit(handling: Handling) -> None:
    """Write what the law asks of a matter that was brought by word of mouth alone."""
    _keep(handling.matter, _of_visit(handling), handling=handling)


def keep_terms_of_visits(matter: Matter) -> None:
    """Work out anew what visits without a paper ask for: something was written or settled of the matter."""
    for handling in with_visits(Handling.objects.of_matter(matter)):
        keep_terms_of_visit(handling)


def with_visits(handlings: HandlingQuerySet) -> HandlingQuerySet:
    """Fetch what the deadlines of a visit are worked out from."""
    return handlings.select_related("reception__series", "matter")


def keep_terms_of_matter(matter: Matter) -> None:
    """Work out everything anew: the matter is of another kind, or of another office's calendar."""
    for submission in Submission.objects.filter(matter=matter).select_related("matter"):
        keep_terms_of_paper(submission)
    for settlement in Settlement.objects.filter(matter=matter).select_related("matter"):
        keep_terms_of_settlement(settlement)
    keep_terms_of_visits(matter)


def _of_visit(handling: Handling) -> list[Wanted]:
    """A paper that was handed in has its own deadlines; a book taken in from paper asks for none."""
    visit, kind = handling.reception, MatterKind(handling.matter.kind)
    papers = Submission.objects.standing().of_matter(handling.matter)
    if visit.is_void or visit.series.closed or papers.filter(reception=visit).exists():
        return []
    came, outcome = visit.received_on, Outcome(handling.outcome)
    written = handling.replied_on if handling.document_number else None
    steps: dict[Step, date | None] = {}
    if outcome is Outcome.REFUSED:
        steps = {Step.REFUSAL: written}
    elif outcome is Outcome.FORWARDED and kind is MatterKind.DENUNCIATION:
        steps = {Step.FORWARD: written}
    elif outcome in (Outcome.ACCEPTED, Outcome.PENDING) and _first_step(kind) is Step.ACCEPT:
        told = handling.replied_on if outcome is Outcome.ACCEPTED else None
        steps = {Step.ACCEPT: told or _taken_up_on(handling)}
    return [
        Wanted(step, rule, came, done)
        for step, done in steps.items()
        if (rule := law().clock(step, kind, on=came)) is not None
    ]


def _taken_up_on(handling: Handling) -> date | None:
    """Return when a paper of the matter was decided, or its settlement began, after the visit."""
    came, matter = handling.reception.received_on, handling.matter
    papers = Submission.objects.standing().of_matter(matter).filter(decided_on__gte=came)
    begun = Settlement.objects.of_matter(matter).filter(accepted_on__gte=came)
    days = [
        *papers.values_list("decided_on", flat=True), *begun.values_list("accepted_on", flat=True)
    ]  # fmt: skip
    return min((day for day in days if day), default=None)


def asked_of_paper(paper: Submission) -> list[Wanted]:
    """Return what the law asks of a paper as it stands: read from the row and its matter alone."""
    kind, came = MatterKind(paper.matter.kind), paper.received_on
    sent_on = (
        kind is MatterKind.DENUNCIATION
        and paper.competence == Competence.OTHERS
        and paper.outcome in ("", SubmissionOutcome.FORWARDED)
    )
    situation = (
        Situation.SEVERAL_PLACES
        if paper.in_several_places and kind is MatterKind.DENUNCIATION
        else Situation.PLAIN
    )
    first = Step.FORWARD if sent_on else _first_step(kind)
    found = [(first, came, paper.decided_on, Situation.PLAIN if sent_on else situation)]
    if paper.outcome == SubmissionOutcome.REFUSED and paper.decided_on:
        found.append((Step.REFUSAL, paper.decided_on, paper.document_on, Situation.PLAIN))
    return [
        Wanted(step, rule, start, done)
        for step, start, done, which in found
        if (rule := law().clock(step, kind, on=start, situation=which)) is not None
    ]


def _first_step(kind: MatterKind) -> Step:
    return Step.ACCEPT if kind in (MatterKind.COMPLAINT, MatterKind.DENUNCIATION) else Step.EXAMINE


def _of_settlement(settlement: Settlement) -> list[Wanted]:
    kind = MatterKind(settlement.matter.kind)
    situation = settling_situation(
        kind, is_complex=settlement.is_complex, is_remote=settlement.is_remote,
        extensions=settlement.extensions,
    )  # fmt: skip
    rule = law().clock(
        Step.SETTLE, kind, on=settlement.accepted_on, round_=settlement.round, situation=situation
    )
    still = settlement.suspensions.filter(ends_on__isnull=True).exists()
    wanted = []
    if rule is not None:
        wanted.append(Wanted(Step.SETTLE, rule, settlement.accepted_on, settlement.ended_on, still))
    sent = Submission.objects.standing().filter(
        matter=settlement.matter, source__in=[Source.HANDED_ON, Source.FRONT]
    )
    if settlement.ended_on and sent.exists():
        back = law().clock(Step.REPORT_BACK, kind, on=settlement.ended_on)
        if back is not None:
            wanted.append(
                Wanted(Step.REPORT_BACK, back, settlement.ended_on, settlement.reported_on)
            )
    return wanted


def _keep(
    matter: Matter,
    wanted: list[Wanted],
    *,
    submission: Submission | None = None,
    settlement: Settlement | None = None,
    handling: Handling | None = None,
) -> None:
    # A hand-over at the same moment waits, or is waited for: it moves the terms that it finds.
    Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
    holder = MatterOwner.objects.now().of_matter(matter.pk).first()
    rows = LegalTerm.objects.filter(submission=submission, settlement=settlement, handling=handling)
    there = {term.step: term for term in rows}
    gone = set(there) - {one.step for one in wanted}
    rows.filter(step__in=gone).delete()
    for one in wanted:
        term = there.get(one.step) or LegalTerm(
            step=one.step, submission=submission, settlement=settlement, handling=handling
        )
        term.matter, term.rule, term.starts_on = matter, one.rule.code, one.starts_on
        term.holder_id = holder.organisation_id if holder else None
        term.done_on, term.stands_still = one.done_on, one.stands_still
        days_off = DayOff.objects.days_off_near(one.starts_on, province=province_of(matter))
        term.due_on = deadline_of(term, days_off).last_day
        term.save()
