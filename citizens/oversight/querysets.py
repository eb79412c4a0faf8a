"""Reads over undertakings: an office's own, and those of the units it follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, QuerySet, Sum

from citizens.oversight.columns import PLACES, SUMS, columns
from citizens.receptions.querysets import keeps_a_book, own_books
from portal.access import Scope
from portal.text import only_signs, search_key
from portal.units.querysets import words_found

if TYPE_CHECKING:
    from citizens.oversight.models import Undertaking  # noqa: F401  # named in the string below


class UndertakingQuerySet(QuerySet["Undertaking"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(organisation__in=own_books(scope))

    def editable_by(self, scope: Scope) -> Self:
        """Keep what the own People's Committee recorded and has not voided."""
        if not keeps_a_book(scope):
            return self.none()
        return self.standing().filter(organisation_id=scope.organisation_id)

    def saved_with(self, organisation_id: int, key: Any) -> Self:
        return self.filter(organisation_id=organisation_id, key=key)

    def standing(self) -> Self:
        """Leave out the void ones: they count for nothing."""
        return self.filter(voided_at__isnull=True)

    def between(self, first: date | None, last: date | None) -> Self:
        found = self if first is None else self.filter(day__gte=first)
        return found if last is None else found.filter(day__lte=last)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def in_column(self, place: int, first: date | None, last: date) -> Self:
        """Keep the standing ones behind one number of 06/QLKNTC."""
        return self.standing().filter(columns(first, last)[place])

    def counted_by_office(
        self, organisations: Collection[int], first: date, last: date
    ) -> dict[int, dict[int, int]]:
        """Return the columns of 06/QLKNTC of each office that has any, in one query for all of them."""
        wanted = columns(first, last)
        counts: dict[str, Count | Sum] = {
            f"c{place}": Sum(SUMS[place], filter=wanted[place], default=0)
            if place in SUMS
            else Count("pk", filter=wanted[place])
            for place in PLACES
        }
        standing = self.standing().filter(organisation_id__in=organisations, day__lte=last)
        rows: Iterable[Any] = standing.order_by().values("organisation_id").annotate(**counts)
        return {
            row.pop("organisation_id"): {int(name[1:]): number for name, number in row.items()}
            for row in rows
        }

    def search(self, text: str) -> Self:
        """Find by words of the title or of a number."""
        if not search_key(text):
            return self.none() if only_signs(text) else self
        return self.filter(words_found(text, "search_key"))
