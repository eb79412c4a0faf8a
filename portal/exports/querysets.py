from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from portal.access import Scope
from portal.exports.kinds import ExportKind

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

    def of_kind(self, kind: ExportKind) -> Self:
        return self.filter(job__arguments__kind=kind.name)

    def asked_before(self, at: datetime) -> Self:
        return self.filter(asked_at__lt=at)
