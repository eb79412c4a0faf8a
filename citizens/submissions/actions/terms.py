"""Keeping the rows of legal deadlines in step with what they follow from. Called by the other acts."""

from dataclasses import dataclass
from datetime import date

from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter
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
    wanted = [] if submission.is_void else _of_paper(submission)
    _keep(submission.matter, wanted, submission=submission)


def keep_terms_of_settlement(settlement: Settlement) -> None:
    _keep(settlement.matter, _of_settlement(settlement), settlement=settlement)


def keep_terms_of_matter(matter: Matter) -> None:
    """Work out everything anew: the matter is of another kind, or of another office's calendar."""
    for submission in Submission.objects.filter(matter=matter).select_related("matter"):
        keep_terms_of_paper(submission)
    for settlement in Settlement.objects.filter(matter=matter).select_related("matter"):
        keep_terms_of_settlement(settlement)


def _of_paper(paper: Submission) -> list[Wanted]:
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
) -> None:
    rows = LegalTerm.objects.filter(submission=submission, settlement=settlement)
    there = {term.step: term for term in rows}
    gone = set(there) - {one.step for one in wanted}
    rows.filter(step__in=gone).delete()
    for one in wanted:
        term = there.get(one.step) or LegalTerm(
            step=one.step, submission=submission, settlement=settlement
        )
        term.matter, term.rule, term.starts_on = matter, one.rule.code, one.starts_on
        term.done_on, term.stands_still = one.done_on, one.stands_still
        days_off = DayOff.objects.days_off_near(one.starts_on, province=province_of(matter))
        term.due_on = deadline_of(term, days_off).last_day
        term.save()
