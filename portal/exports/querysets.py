from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from portal.access import Scope
from portal.units.models import UnitReach

if TYPE_CHECKING:
    from portal.exports.models import Export  # noqa: F401


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, scope: Scope) -> Self:
        """One's own, asked for in the same posting."""
        return self.filter(posting_id=scope.posting_id)

    def for_page(self) -> Self:
        return self.select_related("job", "file")

    def without_file(self) -> Self:
        return self.filter(file__isnull=True)

    def of_kinds(self, names: Collection[str]) -> Self:
        return self.filter(job__arguments__kind__in=list(names))

    def reaching(self, units: Collection[int]) -> Self:
        """Keep what was asked for by those who read the rows of one of these units."""
        reach = UnitReach.objects.filter(unit__in=units)
        return self.filter(posting__organisation__unit__in=reach.values("holder_unit"))

    def asked_before(self, at: datetime) -> Self:
        return self.filter(asked_at__lt=at)
