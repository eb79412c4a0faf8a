"""Reads over matters: who holds them, and what was done with them at visits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from citizens.receptions.kinds import Host, MatterKind
from citizens.receptions.querysets.visits import REPLIES, keeps_a_book, own_books
from portal.access import Scope
from portal.http import sent_id
from portal.text import only_signs
from portal.units.models import Organisation
from portal.units.querysets import fits, patterns_of

if TYPE_CHECKING:
    from citizens.receptions.models import (  # noqa: F401  # named in the strings below
        Handling,
        Matter,
        MatterOwner,
        Reception,
        Visitor,
    )

Offices = Collection[int] | QuerySet[Organisation]


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

    def held_by(self, offices: Collection[int]) -> Self:
        """Keep the matters that one of these offices holds or held."""
        from citizens.receptions.models import MatterOwner

        owned = MatterOwner.objects.filter(matter_id=OuterRef("pk"))
        return self.filter(Exists(owned.of(offices)))

    def newest_held_by(self, offices: Collection[int], limit: int) -> Self:
        """Keep the newest of these."""
        from citizens.receptions.models import MatterOwner

        newest = MatterOwner.objects.of(offices).order_by("-matter")
        return self.filter(pk__in=newest.values("matter")[:limit])

    def met_at(self, visits: Collection[Reception] | QuerySet[Reception]) -> Self:
        """Keep the matters that were brought at these visits."""
        from citizens.receptions.models import Handling

        return self.filter(pk__in=Handling.objects.filter(reception__in=visits).values("matter"))

    def locked_in_order(self) -> Self:
        """Lock these, always in one order: two who need several never wait for one another in a ring."""
        return self.order_by("pk").select_for_update(no_key=True, of=("self",))

    def editable_by(self, scope: Scope) -> Self:
        """Keep the matters that the own People's Committee holds now."""
        from citizens.receptions.models import MatterOwner

        if not keeps_a_book(scope):
            return self.none()
        held = MatterOwner.objects.now().filter(
            matter_id=OuterRef("pk"), organisation_id=scope.organisation_id
        )
        return self.filter(Exists(held))

    def held(self, owners: MatterOwnerQuerySet) -> Self:
        """Keep the matters of these owners."""
        return self.filter(pk__in=owners.values("matter"))

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
        return self.none() if only_signs(text) else self.like(patterns_of(text))

    def like(self, patterns: Sequence[str]) -> Self:
        return self.filter(fits(patterns, "summary_key"))

    def told_openly(self) -> Self:
        """Leave out denunciations, whose words find nothing."""
        return self.exclude(kind=MatterKind.DENUNCIATION)

    def not_at(self, reception: Reception) -> Self:
        return self.exclude(handlings__reception=reception)

    def latest_first(self) -> Self:
        return self.order_by("-opened_on", "-pk")

    def brought_to(self, books: Collection[int], first: date | None, last: date | None) -> Self:
        """Keep the matters of standing visits of these books in a period."""
        from citizens.receptions.models import Handling

        brought = Handling.objects.in_books(books, first, last)
        return self.filter(pk__in=brought.values("matter"))

    def with_last_visit(
        self, books: Collection[int], first: date | None = None, last: date | None = None
    ) -> Self:
        """Add how often a matter was brought to these books in the period, and when last.

        Worked out for the rows that are fetched alone, not for all to find those.
        """
        from citizens.receptions.models import Handling

        visits = Handling.objects.in_books(books, first, last).filter(matter=OuterRef("pk"))
        grouped = visits.order_by().values("matter")
        return self.annotate(
            times=Subquery(grouped.annotate(n=Count("pk")).values("n")),
            last_visit=Subquery(grouped.annotate(on=Max("reception__received_on")).values("on")),
        )

    def among(self, ids: Collection[int]) -> Self:
        return self.filter(pk__in=ids)

    def brought_by(self, visitors: QuerySet[Visitor], *elsewhere: QuerySet[Any]) -> Self:
        """Keep the matters of the visits of these people, and those whose ids are brought `elsewhere`,
        without what is secret."""
        from citizens.receptions.models import Handling

        brought = Handling.objects.filter(
            matter_id=OuterRef("pk"), reception__in=visitors.values("reception")
        )
        wanted = Q(Exists(brought))
        for ids in elsewhere:
            wanted |= Q(pk__in=ids)
        return self.filter(wanted).told_openly()


HOST_ORDER = (Host.HEAD, Host.DELEGATE, Host.OFFICIAL)
_HOST_RANK = Case(
    *(When(handlings__reception__host=host, then=rank) for rank, host in enumerate(HOST_ORDER)),
    output_field=IntegerField(),
)


def owners_with_places(path: str) -> Prefetch[Any]:
    """Fetch the owners of matters with their province, by whose calendar they work, in one query."""
    from citizens.receptions.models import MatterOwner

    places = MatterOwner.objects.select_related("organisation__unit__parent__parent")
    return Prefetch(path, places)


class MatterOwnerQuerySet(QuerySet["MatterOwner"]):
    def now(self) -> Self:
        return self.filter(ends_on__isnull=True)

    def on(self, day: date) -> Self:
        """Keep who held each matter at the end of the day; on the day of a hand-over, who received it."""
        begun = self.model.objects.filter(matter_id=OuterRef("matter_id"), starts_on__lte=day)
        later = begun.filter(pk__gt=OuterRef("pk"))
        # After who holds it now nobody came: that needs no look.
        return self.filter(Q(ends_on__isnull=True) | ~Exists(later), starts_on__lte=day)

    def of(self, organisations: Offices) -> Self:
        return self.filter(organisation__in=organisations)

    def of_kinds(self, kinds: Collection[MatterKind]) -> Self:
        return self.filter(kind__in=kinds)

    def of_matter(self, matter: int) -> Self:
        return self.filter(matter=matter)

    def with_names(self) -> Self:
        """Fetch the offices with the names they bore."""
        return self.select_related("organisation").prefetch_related("organisation__former_names")


class HandlingQuerySet(QuerySet["Handling"]):
    def visible_to(self, scope: Scope) -> Self:
        return self.filter(organisation__in=own_books(scope))

    def of_offices(self, ids: Collection[int]) -> Self:
        return self.filter(organisation__in=ids)

    def editable_by(self, scope: Scope) -> Self:
        if not keeps_a_book(scope):
            return self.none()
        return self.filter(organisation_id=scope.organisation_id, reception__voided_at__isnull=True)

    def standing(self) -> Self:
        return self.filter(reception__voided_at__isnull=True)

    def in_books(self, books: Collection[int], first: date | None, last: date | None) -> Self:
        """Keep what was done at standing visits of these books. The few void ones are left out by number:
        their visits need not be looked at."""
        from citizens.receptions.models import Reception

        void = Reception.objects.of(books).void().values("pk")
        found = self.filter(organisation__in=books).exclude(reception__in=void)
        if first is not None:
            found = found.filter(reception__received_on__gte=first)
        return found if last is None else found.filter(reception__received_on__lte=last)

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
        visits = {state: Q(**conditions(on)) for state, conditions in REPLIES.items()}
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

    def reached(self) -> QuerySet[Any, Any]:
        """Count matters by how high they came: to the head, to a delegate, at all; after a 1."""
        return self._reached(self.annotate(all=Value(1)), "all")

    def reached_by_office(self) -> QuerySet[Any, Any]:
        """Count each office's matters by how high they came."""
        return self._reached(self, "reception__organisation_id")

    @staticmethod
    def _reached(rows: QuerySet[Any, Any], by: str) -> QuerySet[Any, Any]:
        counts = {
            f"to_{host.value}": _distinct("matter", Q(reception__host__in=HOST_ORDER[: place + 1]))
            for place, host in enumerate(HOST_ORDER)
        }
        counted: QuerySet[Any, Any] = rows.order_by().values_list(by).annotate(**counts)
        return counted

    def owed(self) -> Self:
        """Keep what nobody has answered yet."""
        return self.standing().filter(replied_on__isnull=True)

    def logged_by(self, user_id: int, *, at: int) -> Self:
        return self.filter(reception__official_id=user_id, organisation_id=at)

    def overdue_on(self, day: date) -> Self:
        return self.owed().filter(reply_by__lt=day)

    def owed_over(self, day: date) -> Self:
        """Keep what is open and counts over this day: received before it, to be answered from it."""
        return self.owed().filter(reception__received_on__lt=day, reply_by__gte=day)

    def of_matter(self, matter: Matter | int) -> Self:
        return self.filter(matter=matter)

    def newest_matters_first(self) -> Self:
        """Sort by the first day of the matter, that of a matter together; its number is all that is read."""
        return self.order_by("-opened_on", "-matter").only("matter_id")

    def at(self, visits: Collection[int]) -> Self:
        return self.filter(reception__in=visits)

    def as_written(self) -> Self:
        """Fetch the matters along, in the order in which they were written."""
        return self.select_related("matter").order_by("id")

    def newest_first(self) -> Self:
        return self.order_by("-reception__received_on", "-pk")

    def for_deadlines(self) -> Self:
        """Fetch the visit and its province, by whose calendar the reply is due."""
        return self.select_related("reception__organisation__unit__parent__parent")

    def as_lines(self) -> Self:
        """Fetch what a line of the start page shows, the soonest first; whose the visit is, it knows."""
        shown = self.select_related("reception", "matter").order_by("reply_by", "id")
        return shown.only(
            "organisation", "reply_by", "reception__number", "reception__received_on",
            "reception__organisation", "matter__kind", "matter__summary",
        )  # fmt: skip


def _distinct(of: str, rows: Q) -> Count:
    return Count(of, distinct=True, filter=rows)
