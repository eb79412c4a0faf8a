from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from portal.access import Power, Scope

if TYPE_CHECKING:
    from portal.audit.models import Entry  # noqa: F401


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, scope: Scope) -> Self:
        """An organisation's people read their own chain; an administrator reads all."""
        if scope.may(Power.AUDIT_READ):
            return self
        return self.filter(chain_id=scope.organisation_id)

    def search(self, text: str) -> Self:
        """Find by words of the person's name or of what was done."""
        found = self
        for word in text.split():
            found = found.filter(Q(actor_name__icontains=word) | Q(says__icontains=word))
        return found

    def between(self, first: date | None, last: date | None) -> Self:
        """Keep what was done from one day to another, both included."""
        found = self if first is None else self.filter(at__date__gte=first)
        return found if last is None else found.filter(at__date__lte=last)

    def about(self, target: models.Model) -> Self:
        """The history of one row, newest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk))
