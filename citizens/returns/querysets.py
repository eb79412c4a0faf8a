"""Reads over the statistical forms and the figures that units confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import MatterOwner
from citizens.receptions.querysets import keeps_a_book
from portal.access import Power, Scope
from portal.units.models import Organisation

if TYPE_CHECKING:
    from citizens.returns.models import (  # noqa: F401  # named in the strings below
        BookMark,
        Confirmation,
        FormVersion,
        KeptFigures,
    )


class StatisticalFormQuerySet(QuerySet["FormVersion"]):
    def known(self) -> Self:
        """Every version, of each form the newest first; what they say is read once (`form`)."""
        return self.defer("content").order_by("code", "-valid_from", "-version")

    def in_force(self, on: date) -> Self:
        """The versions in use on the day, of each form the newest first."""
        return self.known().filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on
        )

    def by_code(self, on: date) -> dict[str, FormVersion]:
        """The version of each form in use on the day, in the order of their codes."""
        return in_use(self.known(), on)


def in_use(known: Iterable[FormVersion], on: date) -> dict[str, FormVersion]:
    """Return of `known` versions that of each form in use on the day, in the order of their codes."""
    found: dict[str, FormVersion] = {}
    for one in known:
        if one.valid_from <= on and (one.valid_to is None or one.valid_to >= on):
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

    def of_days(self, first: date, last: date) -> Self:
        """Keep those of the period with this first and this last day."""
        return self.filter(starts_on=first, ends_on=last)

    def of_form(self, code: str) -> Self:
        return self.filter(code=code)


class KeptFiguresQuerySet(QuerySet["KeptFigures"]):
    def of(self, organisations: Collection[int]) -> Self:
        return self.filter(organisation_id__in=organisations)

    def of_days(self, first: date, last: date) -> Self:
        """Keep those of the period with this first and this last day."""
        return self.filter(starts_on=first, ends_on=last)

    def of_form(self, code: str) -> Self:
        return self.filter(code=code)

    def unmarked(self, marks: BookMarkQuerySet) -> Self:
        """Leave out the offices in whose books these marks say that somebody wrote."""
        return self.exclude(organisation_id__in=marks.offices())

    def unmarked_held(self, marks: BookMarkQuerySet) -> Self:
        """Leave out who ever held a complaint or denunciation that these marks say was written of."""
        return self.exclude(organisation_id__in=marks.holders())

    def before(self, day: date) -> Self:
        """Keep those of periods that ended before the day."""
        return self.filter(ends_on__lt=day)


class BookMarkQuerySet(QuerySet["BookMark"]):
    def on_period(self, books: Collection[int], last: date) -> Self:
        """Keep what concerns figures of these books for a period up to this last day."""
        return self.filter(book__in=books, day__lte=last)

    def offices(self) -> QuerySet[BookMark, int | None]:
        """Return the ids of the offices that these marks name."""
        named = self.filter(organisation_id__isnull=False)
        return named.values_list("organisation_id", flat=True)

    def holders(self) -> QuerySet[MatterOwner, int]:
        """Return the ids of who holds, or held, the complaints and denunciations that they name."""
        named = self.filter(matter_id__isnull=False)
        owners = MatterOwner.objects.of_kinds([MatterKind.COMPLAINT, MatterKind.DENUNCIATION])
        found = owners.filter(matter__in=named.values("matter_id"))
        return found.values_list("organisation_id", flat=True)
