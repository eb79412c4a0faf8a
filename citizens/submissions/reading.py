"""What the pages, the spreadsheet and the papers say of a submission, put together from rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from citizens.receptions.models import Matter, Visitor
from citizens.receptions.person import Person
from citizens.receptions.querysets import MatterQuerySet, own_books
from citizens.receptions.questions import people_at
from citizens.receptions.register import SECRET
from citizens.submissions import questions
from citizens.submissions.deadlines import with_deadlines
from citizens.submissions.entries import PetitionerEntry
from citizens.submissions.kinds import Source
from citizens.submissions.models import LegalTerm, Petitioner, Settlement, Submission
from portal.access import Scope
from portal.lists import Bounded, first_rows
from portal.prepared import fetched_along
from portal.units.models import Organisation

MATTERS_OFFERED = 8


def with_signatories(papers: Sequence[Submission]) -> None:
    """Fetch who signed the papers of a page, `for_lines()`: always as many ids, so that it is one question."""
    came, own = defaultdict[int, list[Any]](list), defaultdict[int, list[Any]](list)
    for visitor in people_at(tuple(one.reception_id or 0 for one in papers)):
        came[visitor.reception_id].append(visitor)
    for petitioner in questions.signed_on(tuple(one.pk for one in papers)):
        own[petitioner.submission_id].append(petitioner)
    for one in papers:
        fetched_along(one, "petitioners", own[one.pk])
        if one.reception:
            fetched_along(one.reception, "visitors", came[one.reception.pk])


def signed(submission: Submission) -> list[PetitionerEntry]:
    """Return who signed: at the visit where it was handed in, or as the paper says."""
    if submission.is_secret:
        return []
    if submission.reception is not None:
        return [
            PetitionerEntry(one.name, one.address) for one in submission.reception.visitors.all()
        ]
    return [PetitionerEntry(one.name, one.address) for one in submission.petitioners.all()]


def signatories(submission: Submission) -> list[Person]:
    """Return the rows of who signed, with their papers: those of the visit, or the paper's own."""
    if submission.is_secret:
        return []
    found: Iterable[Person] = submission.petitioners.all()
    return list(submission.reception.visitors.all() if submission.reception else found)


def names_of(submission: Submission) -> list[str]:
    """Return the lines that the book shows of who signed."""
    if submission.is_secret:
        return [SECRET]
    people = [f"{one.name} – {one.address}" for one in signed(submission)]
    return people or ["(không ghi tên)"]


def source_of(submission: Submission) -> str:
    if not submission.sender:
        return submission.get_source_display()
    document = f", số {submission.sender_document}" if submission.sender_document else ""
    return f"{Source(submission.source).label}: {submission.sender}{document}"


def result_of(submission: Submission) -> str:
    """Return the outcome with its agency, reason and document, as one line."""
    parts = [submission.get_outcome_display()]
    parts += [submission.agency] if submission.agency else []
    parts += [f"số {submission.document_number}"] if submission.document_number else []
    parts += [submission.reason] if submission.reason else []
    return "; ".join(parts)


def matters_like(
    scope: Scope, *, kind: str, names: Collection[str], summary: str, numbers: Collection[str] = ()
) -> Bounded[Matter]:
    """Return the held matters that a paper may be about: brought by who is called so, or has the
    number, or else of its words."""
    held = Matter.objects.editable_by(scope)
    found: MatterQuerySet = held.filter(pk__in=[])
    wanted = [name for name in names if name.strip()]
    shown = [number for number in numbers if number]
    if wanted or shown:
        visitors, signed_by = Visitor.objects.visible_to(scope), Petitioner.objects.all()
        came, wrote = visitors.called(wanted), signed_by.called(wanted)
        for number in shown:
            came, wrote = came | visitors.with_number(number), wrote | signed_by.with_number(number)
        found = held.brought_by(came, wrote.values("submission__matter_id"))
    elif len(summary.split()) > 1:
        found = held.search(summary)
    if kind:
        found = found.filter(kind=kind)
    return first_rows(found.latest_first(), MATTERS_OFFERED)


def matters_at_work(up_to: date) -> QuerySet[Any]:
    """Return the ids of the matters with a paper or a settlement that was not done with by that day."""
    papers = Submission.objects.standing().not_done_by(up_to).values("matter_id")
    settlements = Settlement.objects.not_done_by(up_to).values("matter_id")
    return Matter.objects.filter(Q(pk__in=papers) | Q(pk__in=settlements)).values("pk")


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A matter that another office handed to this one, and that stands in no petition book here yet."""

    giver: Organisation
    on: date
    paper: Submission | None  # the last one of the giver's that is read here

    def first_values(self) -> dict[str, Any]:
        """What the paper begins with, that takes the matter into the own book."""
        first = {
            "source": Source.HANDED_ON, "sender": self.giver.name_on(self.on), "received_on": self.on,
        }  # fmt: skip
        if self.paper is None:
            return first
        people = enumerate(signed(self.paper), start=1)
        named = {
            f"nguoi{place}-{name}": getattr(one, name)
            for place, one in people
            for name in ("name", "address")
        }
        return first | named | {
            "round": self.paper.round, "signatories": self.paper.signatories,
            "written_on": self.paper.written_on, "pages": self.paper.pages,
            "enclosures": self.paper.enclosures,
        }  # fmt: skip


def handed_on(matter: Matter, scope: Scope) -> HandedOn | None:
    """Return who handed the matter to the scope's office, as long as its own book holds no paper since."""
    owners = list(matter.owners.all())  # the first first
    if len(owners) < 2 or owners[-1].organisation_id != scope.organisation_id:
        return None
    giver, since = owners[-2].organisation, owners[-1].starts_on
    papers = Submission.objects.visible_to(scope).standing().of_matter(matter)
    own = papers.of([scope.organisation_id]).between(since, None)
    if own_books(scope).contains(giver) or own.exists():
        return None  # what a predecessor left stands in a book that is read here as the own one
    last = papers.with_book().order_by("-received_on", "-pk").first()
    return HandedOn(giver, since, last)


def settlement_of(paper: Submission, scope: Scope) -> Settlement | None:
    """Return the settlement of the round that a paper belongs to, when the scope reads it."""
    found = questions.settlements_of_paper(scope, paper.matter_id, paper.round)
    return found[0] if found else None


def terms_of_paper(paper: Submission) -> list[LegalTerm]:
    """Return the legal deadlines of a paper, fetched `for_page()`, each with its "vì sao?"."""
    terms = questions.terms_of_paper(paper.pk)
    for term in terms:
        term.submission, term.matter = paper, paper.matter
    return with_deadlines(terms)


def terms_of_settlement(settlement: Settlement) -> list[LegalTerm]:
    """Return the legal deadlines of a settlement, fetched `with_parts()`, each with its "vì sao?"."""
    terms = questions.terms_of_settlement(settlement.pk)
    for term in terms:
        term.settlement, term.matter = settlement, settlement.matter
    return with_deadlines(terms)


def first_values(submission: Submission) -> dict[str, Any]:
    names = (
        "received_on", "source", "sender", "sender_document", "written_on", "round",
        "signatories", "carried_over", "note", "pages", "enclosures",
    )  # fmt: skip
    return {name: getattr(submission, name) for name in names}


def decision_values(submission: Submission) -> dict[str, Any]:
    names = (
        "condition", "competence", "outcome", "decided_on", "agency", "reason",
        "document_number", "document_on", "in_several_places",
    )  # fmt: skip
    return {name: getattr(submission, name) for name in names}


def about(matter: Matter) -> str:
    """What a matter is about, as far as a list of settlements says."""
    return SECRET if matter.is_secret else matter.summary
