"""Reads over the second entries of ballots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, Q, QuerySet, Sum

from portal.access import Scope

if TYPE_CHECKING:
    from citizens.surveys.models import (  # noqa: F401  # named in the strings below
        BallotBatch,
        Campaign,
        SecondEntry,
    )


class SecondEntryQuerySet(QuerySet["SecondEntry"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep those of batches that the person may enter."""
        from citizens.surveys.models import BallotBatch

        return self.filter(ballot__batch__in=BallotBatch.objects.editable_by(scope))

    def in_batch(self, batch: BallotBatch) -> Self:
        return self.filter(ballot__batch=batch).select_related("ballot").order_by("ballot__ordinal")

    def of_ordinal(self, ordinal: int) -> Self:
        return self.filter(ballot__ordinal=ordinal)

    def of_campaign(self, campaign: Campaign | int) -> Self:
        return self.filter(ballot__batch__campaign_unit__campaign=campaign)

    def not_entered(self) -> Self:
        return self.filter(answers="")

    def left_to(self, user: int) -> Self:
        """Keep what this person may enter: not what they entered the first time."""
        return self.not_entered().exclude(ballot__entered_by_id=user)

    def entered(self) -> Self:
        return self.exclude(answers="")

    def not_settled(self) -> Self:
        return self.entered().filter(differing__gt=0, settled_at__isnull=True)

    def agreement_by_campaign(self) -> QuerySet[Any, Any]:
        """Count by campaign the ballots entered twice, those not settled, the answers compared, those
        that differ, and the first's errors."""
        open_ones = Q(differing__gt=0, settled_at__isnull=True)
        entered = self.entered().order_by().values_list("ballot__batch__campaign_unit__campaign")
        return entered.annotate(
            ballots=Count("pk"), unsettled=Count("pk", filter=open_ones), compared=Sum("asked"),
            lapses=Sum("differing"), wrong=Sum("first_wrong"),
        )  # fmt: skip
