"""The citations that a person has to tell, each with what it could mean as far as they see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from directives.registry.actions import ranked
from directives.registry.models import CrossReference, Directive
from directives.registry.rules import Candidate
from portal.access import Scope


@dataclass(frozen=True, slots=True)
class Option:
    directive: Directive
    candidate: Candidate

    @property
    def for_it(self) -> str:
        return ", ".join(self.candidate.for_it)


@dataclass(frozen=True, slots=True)
class Question:
    reference: CrossReference
    options: list[Option]


def questions_of(references: Sequence[CrossReference], scope: Scope) -> list[Question]:
    """Put the candidates of each citation beside it, the likeliest first; they obey the scope."""
    found = {pk: settled.decision.candidates for pk, settled in ranked(references).items()}
    pks = {one.pk for candidates in found.values() for one in candidates}
    seen = Directive.objects.final().visible_to(scope).for_list().in_bulk(pks)
    return [
        Question(row, [Option(seen[one.pk], one) for one in found[row.pk] if one.pk in seen])
        for row in references
    ]
