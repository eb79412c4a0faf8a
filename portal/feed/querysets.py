from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from portal.access import Scope
from portal.accounts.models import Posting

if TYPE_CHECKING:
    from portal.feed.models import Feed  # noqa: F401


class FeedQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, scope: Scope) -> Self:
        """One's own, of the posting one works in."""
        return self.filter(posting_id=scope.posting_id)

    def open_by(self, digest: str, *, on: date) -> Self:
        """The feed of a token, while its posting holds and the person is active."""
        held = Posting.objects.on(on).of_active_people()
        return self.filter(digest=digest, posting__in=held)
