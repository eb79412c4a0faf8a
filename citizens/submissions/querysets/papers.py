"""Reads over submissions and those who signed them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter, MatterOwner, Visitor
from citizens.receptions.querysets import (
    digest_of,
    is_number,
    keeps_a_book,
    own_books,
    owners_with_places,
)
from citizens.submissions import columns
from citizens.submissions.kinds import SubmissionOutcome
from portal.access import Scope
from portal.text import only_signs, search_key
from portal.units.querysets import fits, patterns_of

if TYPE_CHECKING:
    from citizens.submissions.models import (  # noqa: F401  # named in the strings below
        Petitioner,
        Submission,
        SubmissionSeries,
    )


def _counts(last: date, places: Collection[int] = columns.PLACES) -> dict[str, Count]:
    wanted = columns.columns(last)
    return {
        f"c{place}": Count("matter", filter=wanted[place], distinct=True)
        if columns.counts_matters(place)
        else Count("pk", filter=wanted[place])
        for place in places
    }


def now_held_by(scope: Scope, matter: str = "matter_id") -> Exists | Q:
    """The condition that the own People's Committee holds the row's matter now."""
    if not keeps_a_book(scope):
        return Q(pk__in=[])
    return Exists(
        MatterOwner.objects.now().filter(
            matter_id=OuterRef(matter), organisation_id=scope.organisation_id
        )
    )


class SubmissionSeriesQuerySet(QuerySet["SubmissionSeries"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(organisation__in=own_books(scope))

    def take_number(self, pk: int) -> int | None:
        """Advance an open book by one and return the new number; None when the book is closed.

        The UPDATE locks the row until the transaction ends, so that the next writer waits here.
        """
        advanced = self.filter(pk=pk, closed=False).update(last_number=F("last_number") + 1)
        return self.get(pk=pk).last_number if advanced else None


class SubmissionQuerySet(QuerySet["Submission"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep the papers of the own books, and those of matters held now or when the paper came.

        Who handed a matter on reads what came until then, and nothing that came after.
        """
        if not keeps_a_book(scope):
            return self.none()
        books = own_books(scope)
        held = MatterOwner.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("received_on")),
            matter_id=OuterRef("matter_id"),
            organisation__in=books,
        )
        return self.filter(Q(organisation__in=books) | Exists(held))

    def editable_by(self, scope: Scope) -> Self:
        """Keep the standing papers of the own books whose matter the own People's Committee holds now.

        A paper of who handed the matter on was closed there; here its own paper is decided.
        """
        return self.in_books(scope).filter(now_held_by(scope), voided_at__isnull=True)

    def correctable_by(self, scope: Scope) -> Self:
        """Keep the standing ones of the own book, whoever holds their matter: a row is its office's.

        Who received a matter rewrites no other office's register, nor decides on what stands there.
        """
        if not keeps_a_book(scope):
            return self.none()
        return self.filter(organisation_id=scope.organisation_id, voided_at__isnull=True)

    def decidable_by(self, scope: Scope) -> Self:
        """Keep those to decide on, and those decided on before the matter was given away: of these the
        words and documents are corrected."""
        return self.editable_by(scope) | self.correctable_by(scope).exclude(outcome="")

    def voidable_by(self, scope: Scope) -> Self:
        """Keep those of the own book that nobody else works on: what was handed over is asked back first."""
        return self.correctable_by(scope).filter(now_held_by(scope))

    def in_xld(self, organisations: Collection[int], first: date | None, last: date | None) -> Self:
        """Keep what 02/XLD counts: received in the period, or left over from before it."""
        rows = self.filter(organisation_id__in=organisations, voided_at__isnull=True)
        return rows.filter(columns.in_period(first, last))

    def in_xld_column(self, place: int, first: date | None, last: date | None) -> Self:
        """Keep the papers behind one number of 02/XLD."""
        rows = self.filter(columns.in_period(first, last), voided_at__isnull=True)
        return rows.filter(columns.columns(last)[place])

    def counted_xld(self, last: date) -> dict[int, int]:
        counted = self.aggregate(**_counts(last))
        return {int(name[1:]): number for name, number in counted.items()}

    def counted_xld_by_office(
        self, last: date, places: Collection[int] = columns.PLACES
    ) -> dict[int, dict[int, int]]:
        """Return these columns of 02/XLD of each office that has any paper of the period."""
        counts = _counts(last, places)
        rows: Iterable[Any] = self.order_by().values("organisation_id").annotate(**counts)
        return {
            row.pop("organisation_id"): {int(name[1:]): number for name, number in row.items()}
            for row in rows
        }

    def in_books(self, scope: Scope) -> Self:
        """Keep the papers that stand in the own petition book, and in those of predecessors.

        By itself, not after `visible_to`: whose matter they are is then asked of no row.
        """
        return self.filter(organisation__in=own_books(scope))

    def of(self, organisations: Collection[int]) -> Self:
        return self.filter(organisation_id__in=organisations)

    def of_matter(self, matter: Matter | int) -> Self:
        return self.filter(matter=matter)

    def of_visit(self, visit: int) -> Self:
        return self.filter(reception=visit)

    def newest_first(self) -> Self:
        return self.order_by("-received_on", "-pk")

    def standing(self) -> Self:
        """Leave out the void ones: they keep their number and count for nothing."""
        return self.filter(voided_at__isnull=True)

    def saved_with(self, organisation_id: int, key: Any) -> Self:
        return self.filter(organisation_id=organisation_id, key=key)

    def between(self, first: date | None, last: date | None) -> Self:
        found = self if first is None else self.filter(received_on__gte=first)
        return found if last is None else found.filter(received_on__lte=last)

    def of_kinds(self, kinds: Collection[MatterKind]) -> Self:
        return self.filter(matter__kind__in=kinds)

    def from_source(self, source: str) -> Self:
        return self.filter(source=source)

    def not_done_by(self, day: date) -> Self:
        """Keep those that nothing was decided on by that day."""
        return self.filter(Q(decided_on__isnull=True) | Q(decided_on__gt=day))

    def with_outcome(self, outcome: SubmissionOutcome | None) -> Self:
        """Keep those decided so; None: those that nothing was decided on yet."""
        return self.filter(outcome=outcome or "")

    def in_round(self, round_: str) -> Self:
        return self.filter(round=round_)

    def search(self, text: str) -> Self:
        """Find by words of a petitioner's name, of the matter, or by the number in the book."""
        if not search_key(text):
            return self.none() if only_signs(text) else self
        if is_number(text):
            return self.filter(number=int(search_key(text)))
        return self.like(patterns_of(text))

    def like(self, patterns: Sequence[str]) -> Self:
        """Find by the words of a petitioner's name or of the matter.

        Who signed stands in one place: at the visit, or with the paper that came without one. Which of
        them is said first: PostgreSQL takes what stands within an OR in the order written.
        """
        from citizens.submissions.models import Petitioner

        named = fits(patterns, "name_key")
        signed = Petitioner.objects.filter(named, submission_id=OuterRef("pk"))
        came = Visitor.objects.filter(named, reception_id=OuterRef("reception_id"))
        about = Matter.objects.like(patterns).filter(pk=OuterRef("matter_id"))
        unbidden = Q(reception=None) & Q(Exists(signed))
        bidden = Q(reception__isnull=False) & Q(Exists(came))
        return self.filter(unbidden | bidden | Q(Exists(about)))

    def for_lines(self) -> Self:
        """Fetch what a line of the petition book shows, and no more, but who signed."""
        return self.select_related("matter", "series", "reception").only(
            "number", "series__year", "is_secret", "received_on", "round", "signatories",
            "source", "sender", "sender_document", "outcome", "decided_on", "agency", "reason",
            "document_number", "voided_at", "void_reason", "matter__kind", "matter__field",
            "matter__summary", "reception__id",
        )  # fmt: skip

    def as_rows(self) -> Self:
        """Fetch what a row on the page of their matter shows."""
        return self.select_related("series").only(
            "number", "series__year", "is_secret", "received_on", "round", "source", "sender",
            "outcome", "document_number", "voided_at",
        )  # fmt: skip

    def with_matter(self) -> Self:
        """Fetch what a form about a paper shows of it."""
        return self.select_related("matter", "series", "organisation")

    def with_rights(self, scope: Scope) -> Self:
        """Say of each what the scope may do: the paper's page asks it along."""
        rows, same = self.model.objects, {"pk": OuterRef("pk")}
        seen = Matter.objects.visible_to(scope).filter(pk=OuterRef("matter_id"))
        return self.annotate(
            is_decidable=Exists(rows.editable_by(scope).filter(**same)),
            is_correctable=Exists(rows.correctable_by(scope).filter(**same)),
            is_voidable=Exists(rows.voidable_by(scope).filter(**same)),
            shows_matter=Exists(seen),
        )

    def with_book(self) -> Self:
        """Fetch what papers made of a submission show, its office and who holds its matter too."""
        return (
            self.for_page()
            .select_related("organisation__unit__parent__parent")
            .prefetch_related(owners_with_places("matter__owners"))
        )

    def for_page(self) -> Self:
        return self.select_related(
            "matter", "series", "reception__series", "organisation"
        ).prefetch_related("petitioners", "reception__visitors", "organisation__former_names")


class PetitionerQuerySet(QuerySet["Petitioner"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep those of the papers in the books that the scope reads as its own."""
        return self.filter(submission__organisation__in=own_books(scope))

    def on_papers(self, ids: Collection[int]) -> Self:
        """Keep who signed these papers, in the order in which they stand there."""
        return self.filter(submission__in=ids).order_by("submission", "place")

    def with_number(self, number: str) -> Self:
        """Find who showed this identity number, on papers that stand."""
        return self.filter(digest_of(number), submission__voided_at__isnull=True)

    def latest_first(self) -> Self:
        return self.select_related("submission__series").order_by("-submission__received_on", "-pk")

    def called(self, names: Collection[str]) -> Self:
        """Keep those who are called so, marks and case aside."""
        return self.filter(name_key__in=[search_key(name)[:150] for name in names])
