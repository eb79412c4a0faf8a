from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from portal.files.models import Attachment  # noqa: F401


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def unnamed(self, names: Iterable[str]) -> list[str]:
        """Return those of `names` that no row gives as its file, in their order."""
        asked = list(dict.fromkeys(names))
        known: set[str] = set()
        for start in range(0, len(asked), 500):
            some = self.filter(file__in=asked[start : start + 500])
            known.update(some.values_list("file", flat=True))
        return [name for name in asked if name not in known]
