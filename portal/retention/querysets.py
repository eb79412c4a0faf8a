from typing import TYPE_CHECKING, Self

from django.db import models

from portal.access import Scope

if TYPE_CHECKING:
    from portal.retention.models import DestructionDecision  # noqa: F401


class DecisionQuerySet(models.QuerySet["DestructionDecision"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep the decisions of one's own province."""
        return self.filter(unit_id=scope.unit_id)
