"""Reads over visits, those who came, the books and the days of the head."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum

from citizens.receptions.kinds import DayState, MatterKind, Outcome
from citizens.receptions.rules import GROUP_FROM
from portal.access import Power, Scope
from portal.identity import digests
from portal.text import only_signs, search_key
from portal.units.kinds import Level, OrganisationKind
from portal.units.models import Organisation
from portal.units.querysets import fits, patterns_of

if TYPE_CHECKING:
    from citizens.receptions.models import (  # noqa: F401  # named in the strings below
        Reception,
        ReceptionDay,
        ReceptionSeries,
        Visitor,
    )


def keeps_a_book(scope: Scope) -> bool:
    """Tell whether the scope is of a commune's People's Committee, with the power to read its book."""
    return (
        scope.may(Power.RECEPTION_READ)
        and scope.organisation_kind == OrganisationKind.PEOPLE_COMMITTEE
        and scope.unit_level == Level.COMMUNE
    )


def own_books(scope: Scope) -> QuerySet[Organisation]:
    """Return the People's Committees whose books the scope reads: its own and its predecessors'."""
    if not keeps_a_book(scope):
        return Organisation.objects.none()
    return Organisation.objects.peoples_committees().visible_to(scope)


def digest_of(number: str) -> Q:
    """Return "it is of this identity number", by digest under each active key."""
    wanted = Q(pk__in=[])
    for key_id, digest in digests(number):
        wanted |= Q(identity_digest=digest, identity_digest_key=key_id)
    return wanted


class SeriesQuerySet(QuerySet["ReceptionSeries"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(organisation__in=own_books(scope))

    def take_number(self, pk: int) -> int | None:
        """Advance an open book by one and return the new number; None when the book is closed.

        The UPDATE locks the row until the transaction ends, so that the next writer waits here.
        """
        advanced = self.filter(pk=pk, closed=False).update(last_number=F("last_number") + 1)
        return self.get(pk=pk).last_number if advanced else None

    def open_of(self, organisation_id: int) -> Self:
        return self.filter(organisation_id=organisation_id, closed=False)

    def reach(self, pk: int, number: int) -> None:
        self.filter(pk=pk, last_number__lt=number).update(last_number=number)


def is_number(text: str) -> bool:
    """Tell whether what is searched for is the number of a visit."""
    key = search_key(text)
    return key.isdecimal() and len(key) < 7


class ReceptionQuerySet(QuerySet["Reception"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(organisation__in=own_books(scope))

    def editable_by(self, scope: Scope) -> Self:
        """Keep what the own People's Committee recorded and has not voided."""
        if not keeps_a_book(scope):
            return self.none()
        return self.filter(organisation_id=scope.organisation_id, voided_at__isnull=True)

    def of(self, organisations: Collection[int]) -> Self:
        return self.filter(organisation_id__in=organisations)

    def void(self) -> Self:
        return self.filter(voided_at__isnull=False)

    def standing(self) -> Self:
        """Leave out the void ones: they keep their number and count for nothing."""
        return self.filter(voided_at__isnull=True)

    def between(self, first: date | None, last: date | None) -> Self:
        found = self if first is None else self.filter(received_on__gte=first)
        return found if last is None else found.filter(received_on__lte=last)

    def counted_by_host(self) -> QuerySet[Any, Any]:
        """Count by office and host: visits, people, groups, the people of groups."""
        group = Q(head_count__gte=GROUP_FROM)
        return self.order_by().values_list("organisation_id", "host").annotate(
            Count("pk"), Sum("head_count"),
            groups=Count("pk", filter=group), group_people=Sum("head_count", filter=group),
        )  # fmt: skip

    def in_series(self, series_id: int) -> Self:
        return self.filter(series_id=series_id)

    def saved_with(self, organisation_id: int, key: Any) -> Self:
        return self.filter(organisation_id=organisation_id, key=key)

    def hosted_by(self, host: str) -> Self:
        return self.filter(host=host)

    def groups(self) -> Self:
        return self.filter(head_count__gte=GROUP_FROM)

    def holding(self, **conditions: Any) -> Self:
        """Keep the visits with a handling that meets all of `conditions`; one EXISTS, no doubles."""
        from citizens.receptions.models import Handling

        return self.filter(
            Exists(Handling.objects.filter(reception_id=OuterRef("pk"), **conditions))
        )

    def of_kind(self, kind: MatterKind) -> Self:
        return self.holding(matter__kind=kind)

    def with_outcome(self, outcome: Outcome) -> Self:
        return self.holding(outcome=outcome)

    def replied(self, state: str, *, on: date) -> Self:
        """Keep the visits answered "dung-han" or "tre", or still to answer ("cho").

        Of the last, "con-han" are in time on the day and "qua-han" are overdue.
        """
        return self.holding(**REPLIES[state](on))

    def search(self, text: str, books: Collection[int]) -> Self:
        """Find by words of a person's name, of the matter, or by the number, in the books of these offices."""
        if not search_key(text):
            return self.none() if only_signs(text) else self
        if is_number(text):
            return self.filter(number=int(search_key(text)))
        return self.like(patterns_of(text), books)

    def like(self, patterns: Sequence[str], books: Collection[int]) -> Self:
        """Find by the words of a person's name or of the matter.

        Neither subquery looks at the visit: the names of the books are read once, from an index.
        """
        from citizens.receptions.models import Handling, Visitor

        people = Visitor.objects.filter(fits(patterns, "name_key"), organisation__in=books)
        matters = Handling.objects.filter(
            fits(patterns, "matter__summary_key"), organisation__in=books
        )
        named, told = people.values("reception_id"), matters.values("reception_id")
        return self.filter(Q(pk__in=named) | Q(pk__in=told))

    def newest_first(self) -> Self:
        return self.order_by("-received_on", "-id")

    def with_book(self) -> Self:
        """Fetch what a line of the register shows, in a fixed number of queries."""
        from citizens.receptions.models import Handling

        handlings = Handling.objects.as_written()
        return self.select_related("organisation__unit").prefetch_related(
            "organisation__former_names", "visitors", Prefetch("handlings", queryset=handlings)
        )


REPLIES: dict[str, Callable[[date], dict[str, Any]]] = {
    # A book taken in from paper names no day of an answer: nothing is claimed of it.
    "dung-han": lambda _: {"replied_on__lte": F("reply_by"), "reception__series__closed": False},
    "tre": lambda _: {"replied_on__gt": F("reply_by")},
    "cho": lambda _: {"replied_on__isnull": True},
    "con-han": lambda on: {"replied_on__isnull": True, "reply_by__gte": on},
    "qua-han": lambda on: {"replied_on__isnull": True, "reply_by__lt": on},
}


class VisitorQuerySet(QuerySet["Visitor"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(organisation__in=own_books(scope))

    def at_visits(self, ids: Collection[int]) -> Self:
        """Keep who came to these visits, in the order in which they stand there."""
        return self.filter(reception__in=ids).order_by("reception", "place")

    def with_number(self, number: str) -> Self:
        """Find the people who showed this identity number, at visits that stand."""
        return self.filter(digest_of(number), reception__voided_at__isnull=True)

    def like_those_of(self, reception: Reception) -> Self:
        """Find who showed the number of somebody at the visit, or is called like one without a number."""
        wanted = Q(pk__in=[])
        for one in reception.visitors.all():
            wanted |= (
                Q(identity_digest=one.identity_digest, identity_digest_key=one.identity_digest_key)
                if one.identity_digest
                else Q(name_key=one.name_key)
            )
        return self.filter(wanted, reception__voided_at__isnull=True)

    def called(self, names: Collection[str]) -> Self:
        """Keep the people who are called so, marks and case aside."""
        return self.filter(
            name_key__in=[search_key(name)[:150] for name in names],
            reception__voided_at__isnull=True,
        )

    def latest_first(self) -> Self:
        return self.select_related("reception").order_by("-reception__received_on", "-pk")


class ReceptionDayQuerySet(QuerySet["ReceptionDay"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(organisation__in=own_books(scope))

    def editable_by(self, scope: Scope) -> Self:
        if not keeps_a_book(scope):
            return self.none()
        return self.filter(organisation_id=scope.organisation_id)

    def of(self, organisations: Collection[int]) -> Self:
        return self.filter(organisation_id__in=organisations)

    def between(self, first: date | None, last: date | None) -> Self:
        found = self if first is None else self.filter(day__gte=first)
        return found if last is None else found.filter(day__lte=last)

    def hosted_by(self, host: str) -> Self:
        return self.filter(host=host)

    def held(self) -> Self:
        return self.filter(state=DayState.HELD)

    def with_province(self) -> Self:
        return self.select_related("organisation__unit__parent__parent")

    def planned_from(self, day: date) -> Self:
        return self.filter(state=DayState.PLANNED, day__gte=day).order_by("day", "pk")

    def counted_by_host(self) -> QuerySet[Any, Any]:
        """Count the days of 01/TCD by office and host."""
        return (
            self.counted().order_by().values_list("organisation_id", "host").annotate(Count("pk"))
        )

    def counted(self) -> Self:
        """Keep the days 01/TCD counts: held and made public, with a visitor or without."""
        return self.held().filter(publicised_on__isnull=False)
