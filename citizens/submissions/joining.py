"""What submissions join to the reception book: the paper of a visit, the papers of a matter."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from citizens.receptions.entries import CaseEntry
from citizens.receptions.joined import JoinedRoom, Panel, TermOfVisit, joined
from citizens.receptions.kinds import Outcome
from citizens.receptions.models import Handling, Matter, Reception
from citizens.receptions.rules import Known
from citizens.submissions import questions
from citizens.submissions.actions import decide, purging
from citizens.submissions.actions.decisions import outcome_at_visit, send_on
from citizens.submissions.actions.papers import follow_visit, take_in_at_visit, void_of_visit
from citizens.submissions.actions.settlements import follow_holder
from citizens.submissions.actions.terms import (
    keep_terms_of_matter,
    keep_terms_of_visit,
    with_visits,
)
from citizens.submissions.deadlines import with_deadlines
from citizens.submissions.entries import DecisionEntry
from citizens.submissions.kinds import Competence, Condition, SubmissionOutcome
from citizens.submissions.models import Petitioner
from citizens.submissions.of_visits import kinds_of_visit
from citizens.submissions.questions import PAPERS_SHOWN
from citizens.submissions.reading import handed_on, matters_at_work
from portal.access import Power, Scope
from portal.lists import first_of, first_rows
from portal.units.models import Organisation


@joined
class Submissions(JoinedRoom):
    def visit_logged(self, handling: Handling, case: CaseEntry, *, by: Scope, on: date) -> None:
        if not case.hands_in:
            keep_terms_of_visit(handling)
            return
        submission = take_in_at_visit(handling=handling, by=by, on=on)
        outcome = outcome_at_visit(Outcome(handling.outcome))
        if outcome is not None:
            decide(submission=submission, decision=_decided(handling, outcome), by=by, on=on)

    def visit_corrected(self, reception: Reception, *, by: Scope) -> None:
        follow_visit(reception, by=by)
        self._keep_terms(reception)

    def visit_followed(self, handling: Handling) -> None:
        keep_terms_of_visit(handling)

    def visit_voided(self, reception: Reception, *, reason: str, by: Scope, at: datetime) -> None:
        void_of_visit(reception, reason=reason, by=by, at=at)
        self._keep_terms(reception)

    def _keep_terms(self, reception: Reception) -> None:
        for handling in with_visits(Handling.objects.filter(reception=reception)):
            keep_terms_of_visit(handling)

    def told_of_people(self, matter: Matter, visits: Sequence[Reception]) -> list[Known]:
        return purging.told_of_people(matter, visits)

    def purge(
        self, matter: Matter, visits: Sequence[Reception], secrets: Sequence[Known], *, by: Scope
    ) -> None:
        purging.purge(matter, visits, secrets, by=by)
        purging.purge_settlements(matter, secrets, by=by)

    def reclassified(self, matter: Matter) -> None:
        if not matter.is_secret:
            purging.open_again(matter)
        keep_terms_of_matter(matter)

    def handed_over(
        self, matter: Matter, *, to: Organisation, on: date, document_number: str, by: Scope,
        today: date,
    ) -> None:  # fmt: skip
        follow_holder(matter)
        send_on(matter, to=to, on=on, document_number=document_number, by=by, today=today)
        keep_terms_of_matter(matter)

    def taken_over(self, matter: Matter) -> None:
        follow_holder(matter)
        keep_terms_of_matter(matter)

    def matters_with(self, number: str) -> QuerySet[Any]:
        return Petitioner.objects.with_number(number).values("submission__matter_id")

    def at_work(self, up_to: date) -> QuerySet[Any]:
        return matters_at_work(up_to)

    def terms_of_visit(self, reception: Reception) -> list[TermOfVisit]:
        return [
            TermOfVisit(one.matter_id, one.get_step_display(), one.deadline, one.done_on)
            for one in with_deadlines(questions.terms_of_visit(reception.pk))
        ]

    def on_number(self, number: str, scope: Scope) -> Panel | None:
        people = Petitioner.objects.visible_to(scope).with_number(number).latest_first()
        return Panel("submissions/on_number.html", {"people": first_rows(people, PAPERS_SHOWN)})

    def on_visit(self, reception: Reception, scope: Scope, *, on: date) -> Panel | None:
        papers = first_of(questions.papers_of_visit(scope, reception.pk), PAPERS_SHOWN)
        officials = kinds_of_visit(reception)
        context = {
            "papers": papers, "officials": officials, "visit": reception,
        }  # fmt: skip
        return Panel("submissions/on_visit.html", context)

    def on_matter(self, matter: Matter, scope: Scope, *, held: bool) -> Panel | None:
        papers = first_of(questions.papers_of_matter(scope, matter.pk), PAPERS_SHOWN)
        handed = handed_on(matter, scope) if held else None
        return Panel(
            "submissions/on_matter.html",
            {
                "papers": papers,
                "settlements": questions.settlements_of_matter(scope, matter.pk),
                "matter": matter,
                "handed": handed,
                "may_write": held and scope.may(Power.RECEPTION_WRITE),
            },
        )


def _decided(handling: Handling, outcome: SubmissionOutcome) -> DecisionEntry:
    """What the counter's one choice says of the paper too."""
    ours = Competence.OTHERS if outcome.names_agency else Competence.OURS
    day = handling.reception.received_on
    return DecisionEntry(
        condition=Condition.MET, competence=ours, outcome=outcome, decided_on=day,
        agency=handling.agency, document_number=handling.document_number,
        document_on=day if handling.document_number else None,
    )  # fmt: skip
