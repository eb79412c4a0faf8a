"""Reads over the statistical forms and the figures that units confirmed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from citizens.receptions.querysets import keeps_a_book
from portal.access import Power, Scope
from portal.figures import Period
from portal.units.models import Organisation

if TYPE_CHECKING:
    from citizens.returns.models import (  # noqa: F401  # named in the strings below
        Confirmation,
        FormVersion,
    )


class StatisticalFormQuerySet(QuerySet["FormVersion"]):
    def in_force(self, on: date) -> Self:
        """The versions in use on the day, of each form the newest first."""
        begun = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
        return begun.order_by("code", "-valid_from", "-version")

    def by_code(self, on: date) -> dict[str, FormVersion]:
        """The version of each form in use on the day, in the order of their codes."""
        found: dict[str, FormVersion] = {}
        for one in self.in_force(on):
            found.setdefault(one.code, one)
        return found


class ConfirmationQuerySet(QuerySet["Confirmation"]):
    def visible_to(self, scope: Scope) -> Self:
        """A commune reads its own and its predecessors'; who watches reads those of their reach."""
        if not scope.may(Power.REPORT_READ):
            return self.none()
        offices = Organisation.objects.peoples_committees().visible_to(scope)
        return self.filter(organisation__in=offices)

    def editable_by(self, scope: Scope) -> Self:
        """Keep the standing ones of the own office."""
        if not keeps_a_book(scope):
            return self.none()
        return self.standing().filter(organisation_id=scope.organisation_id)

    def standing(self) -> Self:
        """Leave out what was opened again."""
        return self.filter(reopened_at__isnull=True)

    def of(self, organisations: Collection[int]) -> Self:
        return self.filter(organisation_id__in=organisations)

    def of_period(self, period: Period) -> Self:
        return self.filter(starts_on=period.starts_on, ends_on=period.ends_on)

    def of_form(self, code: str, period: Period) -> Self:
        return self.of_period(period).filter(code=code)
