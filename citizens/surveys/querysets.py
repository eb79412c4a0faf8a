"""Reads over surveys. Ballots are read by the Front alone; results by all once published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from citizens.surveys.opinions import OFFICIALS, readable
from portal.access import Power, Scope
from portal.figures import Period
from portal.text import only_signs
from portal.units.kinds import Level, OrganisationKind
from portal.units.models import Organisation
from portal.units.querysets import reachable, valid_on, words_found

if TYPE_CHECKING:
    from citizens.surveys.models import (  # noqa: F401  # named in the strings below
        Ballot,
        BallotBatch,
        Campaign,
        CampaignUnit,
        QuestionnaireVersion,
        Tally,
    )


def works_for_front(scope: Scope) -> bool:
    """Tell whether the person reads campaigns at work: posted to a Front committee, as the Front.

    The surveyed People's Committee fails here whatever role it is given.
    """
    is_front = scope.organisation_kind == OrganisationKind.FRONT_COMMITTEE
    return is_front and scope.may(Power.CAMPAIGN_READ)


def in_sight(scope: Scope, path: str = "") -> Q:
    """Return "a surveyed unit in reach, and no opinion on a person that is somebody else's to read"."""
    return reachable(scope, f"{path}unit") & readable(scope, path)


EVERY_UNIT = Q(pk__isnull=False)
OPEN_FIRST = ("-state", "campaign_unit__unit__sort_key", "code", "pk")  # the order of batches


def organises(scope: Scope, campaign: Campaign) -> bool:
    """Tell whether `editable_by` keeps a campaign that was read already, without asking for it again."""
    may = works_for_front(scope) and scope.may(Power.CAMPAIGN_MANAGE)
    return may and campaign.organiser_id == scope.organisation_id


class QuestionnaireVersionQuerySet(QuerySet["QuestionnaireVersion"]):
    def visible_to(self, scope: Scope) -> Self:
        """Every version: an instrument is a public text, the same for the whole country."""
        return self if scope.may(Power.RESULT_READ) else self.none()

    def public_in_use(self) -> Self:
        """Keep versions of which there are results that everybody may see, most campaigns first."""
        from citizens.surveys.models import Campaign

        shown = Campaign.objects.public().values("version")
        found = self.filter(pk__in=shown).annotate(times=Count("campaigns"))
        return found.order_by("-times", "-pk")

    def on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def in_order(self) -> Self:
        return self.select_related("questionnaire").order_by("title", "-number")

    def next_number_of(self, version: QuestionnaireVersion) -> int:
        """Return the number that the next version of the same questionnaire takes."""
        mine = self.filter(questionnaire=version.questionnaire_id)
        return (mine.aggregate(last=Max("number"))["last"] or 0) + 1

    def with_sizes(self) -> Self:
        return self.annotate(
            question_count=Count("questions", distinct=True),
            campaign_count=Count("campaigns", distinct=True),
        )


class CampaignQuerySet(QuerySet["Campaign"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep campaigns that ask in a unit of the scope: the Front all, others published ones."""
        from citizens.surveys.models import CampaignState, CampaignUnit

        in_reach = CampaignUnit.objects.filter(in_sight(scope), campaign=OuterRef("pk"))
        found = self.filter(Exists(in_reach))
        if works_for_front(scope):
            return found
        return found.filter(state=CampaignState.PUBLISHED)

    def editable_by(self, scope: Scope) -> Self:
        """Keep the campaigns that the person's own Front committee organises."""
        if not (works_for_front(scope) and scope.may(Power.CAMPAIGN_MANAGE)):
            return self.none()
        return self.filter(organiser_id=scope.organisation_id)

    def with_progress(self, scope: Scope) -> Self:
        """Add, over the units the scope reaches: how many, their targets, and the ballots in."""
        from citizens.surveys.models import BallotBatch, CampaignUnit

        units = CampaignUnit.objects.filter(reachable(scope), campaign=OuterRef("pk"))
        batches = BallotBatch.objects.filter(
            reachable(scope, "campaign_unit__unit"), campaign_unit__campaign=OuterRef("pk")
        )
        return self.annotate(
            unit_count=_summed(units, "campaign", Count("pk")),
            target_sum=_summed(units, "campaign", Sum("target")),
            unframed_count=_summed(units, "campaign", Count("pk", filter=Q(target__isnull=True))),
            ballots_in=_summed(batches, "campaign_unit__campaign", Sum("entered")),
        )

    def progress(self, scope: Scope) -> QuerySet[Any, Any]:
        """Say of each what `with_progress` adds."""
        rows: QuerySet[Any, Any] = self.with_progress(scope).order_by()
        return rows.values_list("pk", "unit_count", "target_sum", "unframed_count", "ballots_in")

    def public(self) -> Self:
        """Keep campaigns whose results everybody may see today: published, released, not withdrawn."""
        from citizens.surveys.models import CampaignState

        found = self.filter(state=CampaignState.PUBLISHED)
        return found.filter(releases__withdrawn_on__isnull=True, releases__isnull=False)

    def with_released_tally(self, version: QuestionnaireVersion) -> QuerySet[Any, Any]:
        """Say of the provinces' released campaigns of a version what they count, latest first."""
        rows = self.filter(version=version, organiser__unit__level=Level.PROVINCE)
        return rows.order_by("organiser__unit__code", "-ends_on", "-pk").values_list(
            "organiser__unit__code", "organiser__unit__kind", "organiser__unit__name", "pk", "title",
            "ends_on", "releases__questions", "tally__ballots", "tally__sums",
        )  # fmt: skip

    def alike(self, version: int, organiser: int, until: date) -> Self:
        """Keep those of a version by an organiser that ended by a day, latest first."""
        found = self.filter(version=version, organiser=organiser, ends_on__lte=until)
        return found.order_by("-ends_on", "-pk")

    def with_names(self) -> Self:
        return self.select_related("version__questionnaire", "organiser")

    def asking_in(self, units: Collection[int]) -> Self:
        """Keep campaigns that ask about one of these administrative units, by id: about no person."""
        from citizens.surveys.models import CampaignUnit

        asked = CampaignUnit.objects.filter(campaign=OuterRef("pk"), unit__in=units)
        return self.filter(Exists(asked)).exclude(frame=OFFICIALS)

    def ended_in(self, period: Period) -> Self:
        """Keep campaigns whose last day lies in the period, latest first."""
        found = self.ended_between(period.starts_on, period.ends_on)
        return found.order_by("-ends_on", "-pk")

    def ended_between(self, first: date | None, last: date | None) -> Self:
        found = self.filter(ends_on__gte=first) if first else self
        return found.filter(ends_on__lte=last) if last else found

    def in_state(self, state: str) -> Self:
        return self.filter(state=state) if state else self

    def search(self, text: str) -> Self:
        return self.none() if only_signs(text) else self.filter(words_found(text))


class CampaignUnitQuerySet(QuerySet["CampaignUnit"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep the surveyed units in reach: the Front's always, others' once published."""
        from citizens.surveys.models import CampaignState

        found = self.filter(in_sight(scope))
        if works_for_front(scope):
            return found
        return found.filter(campaign__state=CampaignState.PUBLISHED)

    def editable_by(self, scope: Scope) -> Self:
        """Keep the units whose ballots the person may enter: named as enterer, or the organiser."""
        if not (works_for_front(scope) and scope.may(Power.BALLOT_ENTER)):
            return self.none()
        own = Q(enterer_id=scope.organisation_id)
        organised = Q(campaign__organiser_id=scope.organisation_id)
        return self.filter(own | organised).filter(in_sight(scope))

    def counted(self, seen: Q) -> QuerySet[Any, Any]:
        """Say of each unit what it is, its frame, who enters, its counts, and whether it is `seen`."""
        rows = self.annotate(
            is_seen=ExpressionWrapper(seen, BooleanField()), enterer_name=_enterer_name()
        )
        return rows.order_by("unit__code", "pk").values_list(
            "pk", "unit__code", "unit__kind", "unit__name", "unit__valid_to", "size", "target",
            "enterer_name", "enterer_id", "official__name", "is_seen", "tally__ballots",
            "tally__good", "tally__valid", "tally__people", "tally__fewest", "tally__sums",
            "campaign__tally__sums",
        )  # fmt: skip

    def with_official(self) -> Self:
        return self.select_related("unit", "campaign", "official__appointer")

    def as_choices(self) -> QuerySet[Any, Any]:
        """Say of each what a list to choose from shows, in order of names."""
        rows = self.order_by("unit__sort_key", "unit__code", "pk")
        return rows.values_list("pk", "unit__kind", "unit__name")

    def as_lines(self) -> QuerySet[Any, Any]:
        """Say of each what it is, its frame, and who enters, in order of names."""
        rows = self.annotate(enterer_name=_enterer_name())
        rows = rows.order_by("unit__sort_key", "unit__code", "pk")
        return rows.values_list(
            "pk", "unit__kind", "unit__name", "unit__valid_to", "size", "target", "enterer_name"
        )

    def in_campaign(self, campaign: Campaign | int) -> Self:
        return self.filter(campaign=campaign)

    def of_units(self, units: Collection[int]) -> Self:
        """Keep the rows of administrative units, by their ids."""
        return self.filter(unit__in=units)

    def in_order(self) -> Self:
        return self.select_related("unit", "enterer").order_by("unit__sort_key", "unit__code", "pk")


def _enterer_name() -> Subquery:
    """Return who enters, looked up row by row: joined, PostgreSQL walked a quarter of all offices."""
    return Subquery(Organisation.objects.filter(pk=OuterRef("enterer")).values("name"))


class BallotBatchQuerySet(QuerySet["BallotBatch"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep the batches of units in reach; nobody outside the Front sees any."""
        if not works_for_front(scope):
            return self.none()
        return self.filter(in_sight(scope, "campaign_unit__"))

    def editable_by(self, scope: Scope) -> Self:
        """Keep the batches whose ballots the person may enter."""
        if not (works_for_front(scope) and scope.may(Power.BALLOT_ENTER)):
            return self.none()
        own = Q(campaign_unit__enterer_id=scope.organisation_id)
        organised = Q(campaign_unit__campaign__organiser_id=scope.organisation_id)
        return self.filter(own | organised).filter(in_sight(scope, "campaign_unit__"))

    def of_campaign(self, campaign: Campaign | int) -> Self:
        return self.filter(campaign_unit__campaign=campaign)

    def in_rows(self, rows: Collection[int]) -> Self:
        """Keep those of surveyed units, by the ids of their rows."""
        return self.filter(campaign_unit__in=rows)

    def with_place(self) -> Self:
        return self.select_related(
            "campaign_unit__campaign__version", "campaign_unit__unit", "organisation"
        )

    def with_unit(self) -> Self:
        """Fetch what a list of one campaign's batches shows of their units."""
        return self.select_related("campaign_unit__unit").defer("campaign_unit__unit__search_key")

    def as_lines(self) -> QuerySet[Any, Any]:
        """Say of each whose it is, how far it is, and who enters."""
        unit = "campaign_unit__unit"
        return self.values_list(
            "pk", "code", f"{unit}__kind", f"{unit}__name", f"{unit}__valid_to", "counted_by_hand",
            "entered", "organisation__name",
        )  # fmt: skip

    def open_first(self) -> Self:
        return self.order_by(*OPEN_FIRST)

    def taken_on_by(self, user_id: int, *, at: int) -> Self:
        """Keep the open batches that a person of an organisation took on to enter."""
        from citizens.surveys.models import BatchState

        return self.filter(state=BatchState.OPEN, entered_by_id=user_id, organisation_id=at)

    def closed_by_mode(self) -> QuerySet[Any, Any]:
        """Add up the ballots of closed batches by how they came: (on paper or over the web, ballots)."""
        from citizens.surveys.models import BatchState

        closed = self.filter(state=BatchState.CLOSED).order_by()
        return closed.values_list("mode").annotate(ballots_in=Sum("entered"))

    def closed_by_unit(self) -> dict[int, int]:
        """Add up the ballots of closed batches, by surveyed unit."""
        return {unit: closed for unit, _, closed, _ in self.progress_by_unit() if closed}

    def progress_by_unit(self) -> QuerySet[Any, Any]:
        """Say by surveyed unit: ballots in, those of closed batches, how many batches are open."""
        from citizens.surveys.models import BatchState

        closed, still_open = Q(state=BatchState.CLOSED), Q(state=BatchState.OPEN)
        return self.order_by().values_list("campaign_unit").annotate(
            ballots_in=Sum("entered"),
            ballots_closed=Coalesce(Sum("entered", filter=closed), 0),
            open_batches=Count("pk", filter=still_open),
        )  # fmt: skip

    def not_reconciled(self) -> Self:
        from citizens.surveys.models import BatchState

        return self.filter(state=BatchState.OPEN).exclude(entered=F("counted_by_hand"))


class BallotQuerySet(QuerySet["Ballot"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep the ballots of batches that the person may enter; all others see counts only."""
        from citizens.surveys.models import BallotBatch

        return self.filter(batch__in=BallotBatch.objects.editable_by(scope))

    def in_batch(self, batch: BallotBatch) -> Self:
        return self.filter(batch=batch)

    def counted_in(self, campaign: Campaign) -> Self:
        """Keep those of a campaign's closed batches: what its results count."""
        from citizens.surveys.models import BatchState

        closed = {"batch__state": BatchState.CLOSED}
        return self.filter(batch__campaign_unit__campaign=campaign, **closed)

    def newest_first(self) -> Self:
        return self.order_by("-ordinal")

    def as_lines(self) -> QuerySet[Any, Any]:
        """Say of each its number and its answers, the newest first."""
        return self.newest_first().values_list("ordinal", "answers")

    def known_by(self, keys: Collection[UUID]) -> dict[UUID, tuple[int, str]]:
        """Return those saved under one of these keys: their batch and answers."""
        rows = self.filter(key__in=keys).values_list("key", "batch", "answers")
        return {key: (batch, answers) for key, batch, answers in rows}


class TallyQuerySet(QuerySet["Tally"]):
    def visible_to(self, scope: Scope) -> Self:
        from citizens.surveys.models import CampaignUnit

        units = CampaignUnit.objects.visible_to(scope)
        return self.filter(batch__campaign_unit__in=units)

    def of_campaign(self, campaign: Campaign | int) -> Self:
        return self.filter(batch__campaign_unit__campaign=campaign)

    def of_units(self, units: Collection[int]) -> Self:
        """Keep the tallies of administrative units, by their ids."""
        return self.filter(batch__campaign_unit__unit__in=units)

    def in_order_of_paper(self) -> Self:
        """A question's own tally first, then those of its options."""
        return self.order_by("question__place", F("option__number").asc(nulls_first=True))

    def added_up_by_unit(self) -> QuerySet[Any, Any]:
        """Add over batches: (surveyed unit, option, ballots, total), by unit, then as on paper."""
        by = ("batch__campaign_unit", "question__place", "option__number")
        order = (by[0], by[1], F("option__number").asc(nulls_first=True))
        added: QuerySet[Any, Any] = self.order_by().values(*by)
        added = added.annotate(ballots=Sum("count"), amount=Sum("total")).order_by(*order)
        return added.values_list(by[0], by[2], "ballots", "amount")


def _summed(rows: QuerySet[Any, Any], by: str, what: Any) -> Coalesce:
    """Return a subquery's one number, 0 for no rows."""
    summed = rows.order_by().values(by).annotate(_n=what).values("_n")
    return Coalesce(Subquery(summed), 0)
