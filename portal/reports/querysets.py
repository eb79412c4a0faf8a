"""Reads over reports. Every method chains; none looks at the clock."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Q

from portal.access import Power, Scope
from portal.units.querysets import reachable

if TYPE_CHECKING:
    from portal.reports.models import FormVersion, Report  # noqa: F401


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def in_force(self, on: date) -> Self:
        """The versions in use on the day, newest first."""
        return self.filter(valid_from__lte=on).order_by("-valid_from", "-version")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, scope: Scope) -> Self:
        """An organisation reads its own; those who watch read what their reach has sent."""
        own = Q(organisation_id=scope.organisation_id)
        if not scope.may(Power.BOARD_READ):
            return self.filter(own)
        return self.filter(own | Q(reachable(scope, "organisation__unit")))

    def writable_by(self, scope: Scope) -> Self:
        """The organisation itself writes and signs its report."""
        return self.filter(organisation_id=scope.organisation_id)

    def reviewable_by(self, scope: Scope) -> Self:
        """The province reviews its communes' reports, never its own."""
        others = self.exclude(organisation_id=scope.organisation_id)
        return others.filter(reachable(scope, "organisation__unit"))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def of_year(self, year: int) -> Self:
        return self.filter(year=year)

    def of_organisations(self, organisation_ids: Any) -> Self:
        return self.filter(organisation_id__in=organisation_ids)

    def standing(self) -> Self:
        """Leave out the revisions that were returned."""
        return self.exclude(state="returned")

    def open(self) -> Self:
        return self.filter(state__in=("draft", "waiting"))

    def sent(self) -> Self:
        return self.filter(state__in=("submitted", "approved"))

    def waiting_for_signature(self) -> Self:
        return self.filter(state="waiting")

    def waiting_for_review(self) -> Self:
        return self.filter(state="submitted")

    def with_digest(self, digest: str) -> Self:
        return self.filter(digest=digest)

    def for_list(self) -> Self:
        return self.select_related("organisation__unit", "form").defer(
            "frozen", "narrative", "typed"
        )

    def for_page(self) -> Self:
        return self.select_related("organisation__unit__parent__parent", "form", "job")

    def readiness(self, on: date) -> dict[str, int]:
        """How many stand where: sent in time, sent late, waiting, still open, overdue."""
        sent = Q(state__in=("submitted", "approved"))
        counted: dict[str, int] = self.aggregate(
            total=Count("id"),
            in_time=Count("id", filter=sent & Q(submitted_on__lte=models.F("due_on"))),
            late=Count("id", filter=sent & Q(submitted_on__gt=models.F("due_on"))),
            open=Count("id", filter=~sent & Q(due_on__gte=on)),
            overdue=Count("id", filter=~sent & Q(due_on__lt=on)),
        )
        return counted
