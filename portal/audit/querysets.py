from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from portal.access import Power, Scope
from portal.audit.looked_after import organisations_looked_after
from portal.audit.rules import SYSTEM_CHAIN, Link

if TYPE_CHECKING:
    from portal.audit.models import Entry  # noqa: F401  # named in the strings below


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, scope: Scope) -> Self:
        """An organisation's people read their own chain; an administrator, those of the organisations
        in reach and the system's own.
        """
        return self.filter(_chains_of(scope, "chain"))

    def newest_for(self, scope: Scope, number: int) -> Self:
        """Find the newest entries that `visible_to` keeps, without reading those of others.

        They stand in as many chains as were written to last: each of these ends in one that is
        newer than all of any other chain. Within a chain they are the last in place.
        """
        from portal.audit.models import Chain, Entry

        ends = Entry.objects.filter(chain=OuterRef("pk"), place=OuterRef("length")).order_by()
        chains = Chain.objects.filter(_chains_of(scope, "pk"), length__gt=0)
        written_last = chains.order_by(Subquery(ends.values("id")).desc())[:number]
        near_the_end = Q(chain__in=written_last.values("pk"), place__gt=F("chain__length") - number)
        return self.filter(near_the_end).select_related("values").order_by("-id")[:number]

    def search(self, text: str, *, told_with: Callable[[str], Q]) -> Self:
        """Keep the entries whose lines hold every word of `text`; `told_with` says what a line is."""
        found = self
        for word in text.split():
            found = found.filter(told_with(word))
        return found

    def between(self, first: date | None, last: date | None) -> Self:
        """Keep what was done from one day to another, both included."""
        found = self if first is None else self.filter(at__date__gte=first)
        return found if last is None else found.filter(at__date__lte=last)

    def up_to(self, place: int) -> Self:
        return self.filter(place__lte=place)

    def links(self) -> Iterator[Link]:
        """Return what verification needs, in order of place, read in portions."""
        for entry in self.order_by("place").select_related("values").iterator(chunk_size=2000):
            values = getattr(entry, "values", None)
            yield Link(
                entry.place, entry.previous_hash, entry.hash, entry.metadata,
                (bytes(values.key), values.changes) if values else None,
            )  # fmt: skip

    def about(self, target: models.Model) -> Self:
        """The history of one row, newest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk))


def _chains_of(scope: Scope, chain: str) -> Q:
    """Return "the chain is one that the scope reads"; `chain` is the path to it."""
    if scope.may(Power.AUDIT_READ):
        in_reach = Q(**{f"{chain}__in": organisations_looked_after(scope)})
        return in_reach | Q(**{chain: SYSTEM_CHAIN})
    return Q(**{chain: scope.organisation_id})
