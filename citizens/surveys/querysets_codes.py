"""Reads over one-time codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q, QuerySet

from portal.access import Scope

if TYPE_CHECKING:
    from citizens.surveys.models import (  # noqa: F401  # named in the strings below
        AnswerCode,
        Campaign,
        CodeIssue,
    )


class CodeIssueQuerySet(QuerySet["CodeIssue"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep the issues of units whose ballots the person may enter."""
        from citizens.surveys.models import CampaignUnit

        return self.filter(campaign_unit__in=CampaignUnit.objects.editable_by(scope))

    def of_campaign(self, campaign: Campaign | int) -> Self:
        return self.filter(campaign_unit__campaign=campaign)

    def with_use(self) -> Self:
        found = self.annotate(spent=Count("codes", filter=Q(codes__spent=True)))
        return found.select_related("campaign_unit__unit", "organisation").order_by("-pk")


class AnswerCodeQuerySet(QuerySet["AnswerCode"]):
    def of_digest(self, digest: str) -> Self:
        return self.filter(digest=digest).select_related(
            "issue__campaign_unit__campaign__version", "issue__campaign_unit__unit"
        )

    def unspent(self) -> Self:
        return self.filter(spent=False)

    def spend(self, pk: int) -> bool:
        """Spend a code unless somebody did. The row is the judge between two at once."""
        return self.unspent().filter(pk=pk).update(spent=True) == 1
