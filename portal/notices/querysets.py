from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models

from portal.access import Scope

if TYPE_CHECKING:
    from portal.notices.models import Notice  # noqa: F401


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, scope: Scope) -> Self:
        """A notice is for one posting, and nobody else reads it."""
        return self.filter(posting_id=scope.posting_id)

    def with_keys(self, keys: Collection[str]) -> Self:
        return self.filter(key__in=keys)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)
