from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from portal.access import Scope

if TYPE_CHECKING:
    from portal.accounts.models import Posting
    from portal.notices.models import Notice  # noqa: F401


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, scope: Scope) -> Self:
        """A notice is for one posting, and nobody else reads it."""
        return self.filter(posting_id=scope.posting_id)

    def of(self, posting: "Posting") -> Self:
        return self.filter(posting=posting)

    def not_keyed(self, keys: models.QuerySet[Any, Any]) -> Self:
        return self.exclude(key__in=keys)

    def with_keys(self, keys: Collection[str]) -> Self:
        return self.filter(key__in=keys)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)
