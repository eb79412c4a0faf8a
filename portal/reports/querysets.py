"""Reads over reports. Every method chains; none looks at the clock."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Q

from portal.access import Power, Scope
from portal.likeness import anywhere
from portal.text import only_signs
from portal.units.models import AreaMember
from portal.units.querysets import reachable

if TYPE_CHECKING:
    from portal.reports.models import FormVersion, Report  # noqa: F401


_OPEN = ("draft", "waiting")
LONGEST_BREAK = timedelta(days=60)  # no run of days off is longer


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
        return self.filter(own | reachable(scope))

    def writable_by(self, scope: Scope) -> Self:
        """The organisation itself writes and signs its report."""
        return self.filter(organisation_id=scope.organisation_id)

    def reviewable_by(self, scope: Scope) -> Self:
        """The province reviews its communes' reports, never its own."""
        others = self.exclude(organisation_id=scope.organisation_id)
        return others.filter(reachable(scope))

    def watched_by(self, scope: Scope) -> Self:
        """What those who watch read of their reach. Without "or one's own", which would have every
        report of the country read: one's own unit is in reach, and an area's own are of communes."""
        return self.filter(reachable(scope)) if scope.may(Power.BOARD_READ) else self.none()

    def readable_by(self, scope: Scope) -> Self:
        """Who watches reads what was sent; the words of an open one are its writer's alone."""
        return self.exclude(~Q(organisation_id=scope.organisation_id), state__in=_OPEN)

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
        return self.filter(state__in=_OPEN)

    def last_counted_by(self, moment: datetime) -> Self:
        """Keep those whose figures were not counted after a moment."""
        return self.filter(Q(counted_at__isnull=True) | Q(counted_at__lte=moment))

    def within(self, first: int, last: int) -> Self:
        """Keep those whose ids lie in a range, both ends included."""
        return self.filter(pk__range=(first, last)).order_by("pk")

    def signing_first(self) -> Self:
        """Sort what waits for the leader's signature before drafts."""
        waiting = models.Case(models.When(state="waiting", then=0), default=1)
        return self.order_by(waiting, "-year", "-id")

    def sent(self) -> Self:
        return self.filter(state__in=("submitted", "approved"))

    def waiting_for_review(self) -> Self:
        return self.filter(state="submitted")

    def public_with_digest(self, digest: str) -> Self:
        """The report that was frozen under a digest, for whoever holds its print."""
        return self.filter(digest=digest) if len(digest) == 64 else self.none()

    def saying_the_same(self, report: "Report") -> Self:
        """The row as `report` was read, if its content is still the same: frozen, or not rewritten."""
        same = {"digest": report.digest} if report.digest else {"version": report.version}
        return self.filter(pk=report.pk, **same)

    def due_near(self, day: date) -> Self:
        """Keep what is due so near to a day that the day may decide where the due date rolls to."""
        return self.filter(due_on__range=(day - LONGEST_BREAK, day + LONGEST_BREAK))

    def for_list(self) -> Self:
        """Fetch the form and the province, by whose calendar the report is due; no content."""
        rows = self.select_related("organisation__unit__parent__parent", "form")
        return rows.defer("frozen", "counted", "narrative", "typed", "form__content")

    def as_own_lines(self) -> Self:
        """Fetch what a line of the start page says of the few reports of an organisation, which is at hand."""
        return self.select_related("form").only(
            "organisation",
            "form__checksum",
            "kind",
            "year",
            "revision",
            "starts_on",
            "due_on",
            "state",
        )

    def for_annex(self) -> Self:
        """Read what a province prints of each commune: when it was due, when sent, what was frozen."""
        return self.only("organisation_id", "due_on", "submitted_on", "frozen")

    def for_page(self) -> Self:
        rows = self.select_related("organisation__unit__parent__parent", "form", "job")
        return rows.defer("form__content").prefetch_related("organisation__former_names")

    def in_area(self, area_id: int | None) -> Self:
        """Keep the communes of an area; without one, all."""
        there = AreaMember.objects.filter(area=area_id).values("unit_id")
        return self.filter(unit__in=there) if area_id else self

    def newest_year(self) -> models.QuerySet[Any, Any]:
        """Find the newest year of these, in one row; none when there are none."""
        return self.order_by("-year").values_list("year")[:1]

    def standing_as(self, place: str, on: date) -> Self:
        """Keep those that stand where `readiness` counts them under this name; "" keeps all."""
        return self.filter(_places(on)[place]) if place else self

    def search(self, text: str) -> Self:
        """Find by words of the unit's name, with or without marks."""
        return self.none() if only_signs(text) else self.like(anywhere(text))

    def like(self, patterns: Sequence[str]) -> Self:
        """Keep those whose unit's name is like each of these."""
        return self.filter(*(Q(organisation__search_key__like=one) for one in patterns))

    def together(self, on: date) -> models.QuerySet[Any, Any]:
        """Count, in one row, how many of one kind stand where: `PLACES` names the counts."""
        return self.order_by().values("kind").annotate(**_numbers(on))

    def by_area(self, on: date) -> models.QuerySet[Any, Any]:
        """The same per area of the communes that lie in one."""
        area = "unit__areas_in"
        there = self.filter(**{f"{area}__isnull": False, f"{area}__valid_to__isnull": True})
        named = there.order_by(f"{area}__sort_key").values(
            area_id=models.F(area), area_name=models.F(f"{area}__name")
        )
        return named.annotate(**_numbers(on))


PLACES = ("total", "in_time", "late", "waiting", "open", "overdue", "missing")


def _numbers(on: date) -> dict[str, Count]:
    places = {name: Count("id", filter=place) for name, place in _places(on).items()}
    return {"total": Count("id"), **places}


def _places(on: date) -> dict[str, Q]:
    sent = Q(state__in=("submitted", "approved"))
    return {
        "in_time": sent & Q(submitted_on__lte=models.F("due_on")),
        "late": sent & Q(submitted_on__gt=models.F("due_on")),
        "waiting": Q(state="submitted"),
        "open": ~sent & Q(due_on__gte=on),
        "overdue": ~sent & Q(due_on__lt=on),
        "missing": ~sent,
    }
