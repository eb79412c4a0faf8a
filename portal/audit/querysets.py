from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from portal.access import Power, Scope
from portal.audit.looked_after import organisations_looked_after
from portal.audit.rules import SYSTEM_CHAIN, Link

if TYPE_CHECKING:
    from portal.audit.models import Entry  # noqa: F401


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, scope: Scope) -> Self:
        """An organisation's people read their own chain; an administrator, those of the organisations
        in reach and the system's own.
        """
        if scope.may(Power.AUDIT_READ):
            in_reach = Q(chain_id__in=organisations_looked_after(scope))
            return self.filter(in_reach | Q(chain_id=SYSTEM_CHAIN))
        return self.filter(chain_id=scope.organisation_id)

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
