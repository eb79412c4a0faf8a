"""Reads over the reception book. Whose rows: the People's Committee's own, and those of the units it follows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    When,
)

from citizens.receptions.kinds import DayState, Host, MatterKind, Outcome
from citizens.receptions.rules import GROUP_FROM
from portal.access import Power, Scope
from portal.http import sent_id
from portal.identity import digests
from portal.text import only_signs, search_key
from portal.units.kinds import Level, OrganisationKind
from portal.units.models import Organisation
from portal.units.querysets import words_found

if TYPE_CHECKING:
    from citizens.receptions.models import (  # noqa: F401  # named in the strings below
        Handling,
        Matter,
        MatterOwner,
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

    def standing(self) -> Self:
        """Leave out the void ones: they keep their number and count for nothing."""
        return self.filter(voided_at__isnull=True)

    def between(self, first: date | None, last: date | None) -> Self:
        found = self if first is None else self.filter(received_on__gte=first)
        return found if last is None else found.filter(received_on__lte=last)

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
        return self.holding(**_REPLIES[state](on))

    def search(self, text: str) -> Self:
        """Find by words of a person's name, of the matter, or by the number in the book."""
        from citizens.receptions.models import Handling, Visitor

        if not search_key(text):
            return self.none() if only_signs(text) else self
        if search_key(text).isdecimal() and len(search_key(text)) < 7:
            return self.filter(number=int(search_key(text)))
        people = Visitor.objects.filter(words_found(text, "name_key"), reception_id=OuterRef("pk"))
        matters = Handling.objects.filter(
            words_found(text, "matter__summary_key"), reception_id=OuterRef("pk")
        )
        return self.filter(Exists(people) | Exists(matters))

    def with_book(self) -> Self:
        """Fetch what a line of the register shows, in a fixed number of queries."""
        from citizens.receptions.models import Handling

        handlings = Handling.objects.select_related("matter").order_by("id")
        return self.select_related("organisation__unit").prefetch_related(
            "organisation__former_names", "visitors", Prefetch("handlings", queryset=handlings)
        )


_REPLIES: dict[str, Callable[[date], dict[str, Any]]] = {
    # A book taken in from paper names no day of an answer: nothing is claimed of it.
    "dung-han": lambda _: {"replied_on__lte": F("reply_by"), "reception__series__closed": False},
    "tre": lambda _: {"replied_on__gt": F("reply_by")},
    "cho": lambda _: {"replied_on__isnull": True},
    "con-han": lambda on: {"replied_on__isnull": True, "reply_by__gte": on},
    "qua-han": lambda on: {"replied_on__isnull": True, "reply_by__lt": on},
}


class VisitorQuerySet(QuerySet["Visitor"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(reception__organisation__in=own_books(scope))

    def with_number(self, number: str) -> Self:
        """Find the people who showed this identity number, by digest under each active key."""
        wanted = Q(pk__in=[])
        for key_id, digest in digests(number):
            wanted |= Q(identity_digest=digest, identity_digest_key=key_id)
        return self.filter(wanted, reception__voided_at__isnull=True)

    def called(self, names: Collection[str]) -> Self:
        """Keep the people who are called so, marks and case aside."""
        return self.filter(
            name_key__in=[search_key(name)[:150] for name in names],
            reception__voided_at__isnull=True,
        )

    def latest_first(self) -> Self:
        return self.select_related("reception").order_by("-reception__received_on", "-pk")


class MatterQuerySet(QuerySet["Matter"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep the matters that a readable People's Committee holds or held."""
        from citizens.receptions.models import MatterOwner

        if not keeps_a_book(scope):
            return self.none()
        owned = MatterOwner.objects.filter(
            matter_id=OuterRef("pk"), organisation__in=own_books(scope)
        )
        return self.filter(Exists(owned))

    def editable_by(self, scope: Scope) -> Self:
        """Keep the matters that the own People's Committee holds now."""
        from citizens.receptions.models import MatterOwner

        if not keeps_a_book(scope):
            return self.none()
        held = MatterOwner.objects.now().filter(
            matter_id=OuterRef("pk"), organisation_id=scope.organisation_id
        )
        return self.filter(Exists(held))

    def inheritable_by(self, scope: Scope) -> Self:
        """Keep the matters still held by a predecessor whose unit has ended: to be taken over."""
        from citizens.receptions.models import MatterOwner

        ended = own_books(scope).filter(unit__valid_to__isnull=False)
        held = MatterOwner.objects.now().filter(matter_id=OuterRef("pk"), organisation__in=ended)
        return self.filter(Exists(held))

    def received(
        self, organisations: Collection[int], first: date | None, last: date | None
    ) -> Self:
        """Keep matters brought in the period, with `top_host`: 0 head, 1 delegate, 2 official."""
        from citizens.receptions.models import Reception

        visits = Reception.objects.of(organisations).standing().between(first, last)
        return self.filter(handlings__reception__in=visits).annotate(top_host=Min(_HOST_RANK))

    def of_kind(self, kind: MatterKind) -> Self:
        return self.filter(kind=kind)

    def with_pk(self, typed: Any) -> Self:
        """Keep the one whose number was typed or stands in an address; of no number, none."""
        return self.filter(pk=sent_id(str(typed)))

    def secret(self) -> Self:
        return self.filter(kind=MatterKind.DENUNCIATION)

    def counted_under(self, host: str) -> Self:
        """Keep the matters that 01/TCD enters under `host`: once, the head before all others."""
        return self.filter(top_host=HOST_ORDER.index(Host(host)))

    def search(self, text: str) -> Self:
        return self.none() if only_signs(text) else self.filter(words_found(text, "summary_key"))

    def latest_first(self) -> Self:
        return self.order_by("-opened_on", "-pk")

    def with_last_visit(self) -> Self:
        """Add how often a matter was brought and when last, among the visits kept so far."""
        return self.annotate(
            times=Count("handlings__reception", distinct=True),
            last_visit=Max("handlings__reception__received_on"),
        )

    def brought_by(self, visitors: QuerySet[Visitor]) -> Self:
        """Keep the matters of the visits of these people, without what is secret."""
        from citizens.receptions.models import Handling

        brought = Handling.objects.filter(
            matter_id=OuterRef("pk"), reception__in=visitors.values("reception")
        )
        return self.filter(Exists(brought)).exclude(kind=MatterKind.DENUNCIATION)


HOST_ORDER = (Host.HEAD, Host.DELEGATE, Host.OFFICIAL)
_HOST_RANK = Case(
    *(When(handlings__reception__host=host, then=rank) for rank, host in enumerate(HOST_ORDER)),
    output_field=IntegerField(),
)


class MatterOwnerQuerySet(QuerySet["MatterOwner"]):
    def now(self) -> Self:
        return self.filter(ends_on__isnull=True)


class HandlingQuerySet(QuerySet["Handling"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(reception__organisation__in=own_books(scope))

    def editable_by(self, scope: Scope) -> Self:
        if not keeps_a_book(scope):
            return self.none()
        return self.filter(
            reception__organisation_id=scope.organisation_id, reception__voided_at__isnull=True
        )

    def standing(self) -> Self:
        return self.filter(reception__voided_at__isnull=True)

    def at_visits(
        self, organisations: Collection[int], first: date | None, last: date | None
    ) -> Self:
        """Keep what was done at the standing visits of People's Committees in a period.

        Asked from the organisations' side: a province's visits are then reached by their index,
        where a bare list of ids makes PostgreSQL walk the handlings of the whole country.
        """
        whose = Organisation.objects.filter(pk__in=organisations)
        found = self.standing().filter(reception__organisation__in=whose)
        if first is not None:
            found = found.filter(reception__received_on__gte=first)
        return found if last is None else found.filter(reception__received_on__lte=last)

    def counted(self, *, on: date) -> dict[str, int]:
        """Count in one query, each once: matters by host and by kind, visits by the state of replies.

        Keys are the values of `Host` and `MatterKind`, and the names `replied` takes. 01/TCD enters
        a matter under the highest who received it, so those of a host are those brought to it or
        to one above, less those brought to one above.
        """
        matters = {
            f"to_{host.value}": Q(reception__host__in=HOST_ORDER[: place + 1])
            for place, host in enumerate(HOST_ORDER)
        } | {kind.value: Q(matter__kind=kind) for kind in MatterKind}
        visits = {state: Q(**conditions(on)) for state, conditions in _REPLIES.items()}
        counted: dict[str, int] = self.aggregate(
            **{name: _distinct("matter", rows) for name, rows in matters.items()},
            **{name: _distinct("reception", rows) for name, rows in visits.items()},
        )
        above = 0
        for host in HOST_ORDER:
            reached = counted.pop(f"to_{host.value}")
            counted[host.value] = reached - above
            above = reached
        return counted

    def reached_by_office(self) -> Iterable[Any]:
        """Count each office's matters by how high they came: to the head, to a delegate, at all."""
        reached = {
            f"to_{host.value}": _distinct("matter", Q(reception__host__in=HOST_ORDER[: place + 1]))
            for place, host in enumerate(HOST_ORDER)
        }
        return self.order_by().values("reception__organisation_id").annotate(**reached)

    def owed(self) -> Self:
        """Keep what nobody has answered yet."""
        return self.standing().filter(replied_on__isnull=True)

    def logged_by(self, user_id: int, *, at: int) -> Self:
        return self.filter(reception__official_id=user_id, reception__organisation_id=at)

    def overdue_on(self, day: date) -> Self:
        return self.owed().filter(reply_by__lt=day)

    def owed_over(self, day: date) -> Self:
        """Keep what is open and counts over this day: received before it, to be answered from it."""
        return self.owed().filter(reception__received_on__lt=day, reply_by__gte=day)

    def of_matter(self, matter: Matter) -> Self:
        return self.filter(matter=matter)

    def for_deadlines(self) -> Self:
        """Fetch the visit and its province, by whose calendar the reply is due."""
        return self.select_related("reception__organisation__unit__parent__parent")

    def soonest_first(self) -> Self:
        return self.for_deadlines().select_related("matter").order_by("reply_by", "id")


def _distinct(of: str, rows: Q) -> Count:
    return Count(of, distinct=True, filter=rows)


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

    def counted(self) -> Self:
        """Keep the days 01/TCD counts: held and made public, with a visitor or without."""
        return self.held().filter(publicised_on__isnull=False)
