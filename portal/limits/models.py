"""Counts of what is limited, in the database: no restart and no emptied cache opens a door."""

from typing import ClassVar

from django.db import models


class Tally(models.Model):
    """How often somebody asked for something in one window of time.

    `whom` is a keyed digest of a person or an address, so that the table names nobody.
    """

    limit = models.CharField("giới hạn", max_length=40)
    whom = models.CharField(max_length=40)
    since = models.DateTimeField("từ lúc", db_index=True)
    count = models.PositiveIntegerField("số lần", default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["limit", "whom", "since"], name="limits_one_tally_per_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.limit}: {self.count}"
