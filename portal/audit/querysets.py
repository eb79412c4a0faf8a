from typing import TYPE_CHECKING, Self

from django.db import models

from portal.access import Power, Scope

if TYPE_CHECKING:
    from portal.audit.models import Entry  # noqa: F401


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, scope: Scope) -> Self:
        """An organisation's people read their own chain; an administrator reads all."""
        if scope.may(Power.AUDIT_READ):
            return self
        return self.filter(chain_id=scope.organisation_id)

    def about(self, target: models.Model) -> Self:
        """The history of one row, newest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk))
