"""Reads over settlements and legal deadlines: both follow who holds the matter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import connection
from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Upper

from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter, MatterOwner
from citizens.receptions.querysets import Offices, keeps_a_book, own_books
from citizens.submissions.kinds import SettlementEnd
from citizens.submissions.querysets.papers import now_held_by
from portal.access import Scope
from portal.text import only_signs, search_key
from portal.units.models import Organisation
from portal.units.querysets import fits, patterns_of

if TYPE_CHECKING:
    from citizens.submissions.models import (  # noqa: F401  # named in the strings below
        LegalTerm,
        Settlement,
        Submission,
    )


_DECIDED = Q(end=SettlementEnd.DECIDED)
_STATES = {
    "dang": Q(end=""),
    "xong": _DECIDED,
    "dung": Q(end__in=[SettlementEnd.WITHDRAWN, SettlementEnd.STOPPED]),
    "thi-hanh": _DECIDED & Q(executed_on__isnull=True),
}


def number_like(text: str) -> str:
    """Return what the number of a decision is like, in capitals, that holds this."""
    return f"%{connection.ops.prep_for_like_query(text.strip()).upper()}%"


class SettlementQuerySet(QuerySet["Settlement"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep those of matters held now, or held while the settlement had begun.

        Asked in two halves: in one, PostgreSQL walks the settlements of the whole country. What was
        kept before, as those of a matter, is kept in both.
        """
        if not keeps_a_book(scope):
            return self.none()
        books, rows = own_books(scope), self.order_by()
        now = rows.filter(holder__in=books)
        once = rows.filter(
            matter__owners__ends_on__gte=F("accepted_on"), matter__owners__organisation__in=books
        )
        return self.filter(pk__in=now.values("pk").union(once.values("pk")))

    def not_done_by(self, day: date) -> Self:
        """Keep those that had not ended by that day, or whose decision was not carried out by then."""
        executed = Q(executed_on__isnull=False, executed_on__lte=day)
        return self.exclude(
            Q(ended_on__isnull=False, ended_on__lte=day)
            & (~Q(end=SettlementEnd.DECIDED) | executed)
        )

    def editable_by(self, scope: Scope) -> Self:
        return self.filter(now_held_by(scope))

    def of_matter(self, matter: Matter | int) -> Self:
        return self.filter(matter=matter)

    def of_kind(self, kind: MatterKind) -> Self:
        return self.filter(matter__kind=kind)

    def in_round(self, round_: str) -> Self:
        return self.filter(round=round_)

    def held_on(self, day: date, organisations: Offices, kinds: Collection[MatterKind]) -> Self:
        """Keep those of matters of these kinds that one of these offices held at the end of the day.

        The kinds are asked of the owners: few of an office's matters are complaints or denunciations.
        """
        held = MatterOwner.objects.on(day).of(organisations).of_kinds(kinds)
        return self.filter(matter__owners__in=held)

    def accepted_between(self, first: date | None, last: date | None) -> Self:
        found = self if first is None else self.filter(accepted_on__gte=first)
        return found if last is None else found.filter(accepted_on__lte=last)

    def in_state(self, state: str) -> Self:
        """Keep the "dang" open ones, those "xong" with a decision, "dung" without, "thi-hanh" to carry out."""
        return self.filter(_STATES[state])

    def search(self, text: str) -> Self:
        """Find by the number of a decision, or by words of a matter that is no denunciation."""
        if not search_key(text):
            return self.none() if only_signs(text) else self
        return self.like(patterns_of(text), number_like(text))

    def like(self, patterns: Sequence[str], number: str) -> Self:
        """Find by what the number of a decision (`number_like`), or a matter's words (`patterns_of`), are like."""
        about = fits(patterns, "matter__summary_key") & ~Q(matter__kind=MatterKind.DENUNCIATION)
        shouted = self.alias(shouted_number=Upper("decision_number"))
        return shouted.filter(Q(shouted_number__like=number) | about)

    def with_list(self) -> Self:
        """Fetch what a line of the list shows."""
        return self.select_related("matter").defer("content", "decided_by", "matter__summary_key")

    def with_amounts(self) -> Self:
        """Fetch what is ordered and what was carried out when."""
        return self.prefetch_related("remedies__steps")

    def with_parts(self) -> Self:
        return self.select_related("matter").prefetch_related("suspensions", "remedies")


class LegalTermQuerySet(QuerySet["LegalTerm"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep what is owed by who holds the matter now: the own office and its predecessors.

        Of a paper or a visit, its own office alone: who received the matter has its own paper.
        """
        if not keeps_a_book(scope):
            return self.none()
        return self.of_offices(own_books(scope))

    def of_offices(self, offices: Offices) -> Self:
        """Keep what these offices owe, as `visible_to` says it."""
        own = Q(submission__organisation__in=offices) | Q(handling__organisation__in=offices)
        return self.filter(holder__in=offices).filter(Q(settlement__isnull=False) | own)

    def owed(self) -> Self:
        """Keep what is open; what stands still falls due on no day, a void paper owes nothing."""
        return self.filter(done_on__isnull=True, stands_still=False).exclude(
            submission__voided_at__isnull=False
        )

    def standing_still(self) -> Self:
        return self.filter(done_on__isnull=True, stands_still=True)

    def overdue_on(self, day: date) -> Self:
        return self.owed().filter(due_on__lt=day)

    def between(self, first: date | None, last: date | None) -> Self:
        found = self if first is None else self.filter(due_on__gte=first)
        return found if last is None else found.filter(due_on__lte=last)

    def owed_over(self, day: date) -> Self:
        """Keep what is open and counts over this day: begun before it, to be done from it."""
        return self.owed().filter(starts_on__lt=day, due_on__gte=day)

    def of_visit(self, visit: int) -> Self:
        """Keep what is owed after a visit: of its standing papers, or by word of mouth alone.

        Asked through its matters, which are few: papers or words alone made PostgreSQL read every term.
        """
        paper = Q(submission__reception=visit, submission__voided_at__isnull=True)
        owed = self.filter(paper | Q(handling__reception=visit), holder__isnull=False)
        return owed.filter(
            matter__in=Matter.objects.filter(handlings__reception=visit).values("pk")
        )

    def of_step(self, step: str) -> Self:
        return self.filter(step=step)

    def for_deadlines(self) -> Self:
        """Fetch what a deadline is explained by, and what lists show of it, and no more."""
        return (
            self.select_related("matter", "submission__series", "settlement", "handling__reception")
            .only(
                "step", "rule", "starts_on", "due_on", "done_on", "stands_still", "holder",
                "matter__kind", "matter__summary", "submission__number",
                "submission__series__year", "settlement__matter", "handling__reception__number",
                "handling__reception__received_on",
            )
            .prefetch_related("settlement__suspensions")
            .with_holders()
        )  # fmt: skip

    def with_holders(self) -> Self:
        """Fetch who holds the matters with their province, by whose calendar they work: a few offices."""
        places = Organisation.objects.select_related("unit__parent__parent")
        return self.prefetch_related(Prefetch("holder", places))

    def as_lines(self) -> Self:
        """Fetch what a line of the start page shows, the soonest first; who holds the matter, it knows.

        What few rows have is asked apart, for those (`deadlines.fill_lines`): PostgreSQL plans eight
        joined tables for longer than it reads.
        """
        shown = self.select_related("matter", "submission__series")
        return shown.order_by("due_on", "id").only(
            "step", "rule", "starts_on", "due_on", "done_on", "stands_still", "holder", "settlement",
            "handling", "matter__kind", "matter__summary", "submission__number",
            "submission__series__year",
        )  # fmt: skip

    def soonest_first(self) -> Self:
        return self.for_deadlines().order_by("due_on", "id")
