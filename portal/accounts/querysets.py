from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from portal.access import POWERS, Power, Role, Scope
from portal.accounts.rules import may_grant
from portal.likeness import anywhere
from portal.text import only_signs
from portal.units.models import AdministrativeUnit, Organisation
from portal.units.querysets import OrganisationQuerySet, reachable

if TYPE_CHECKING:
    from portal.accounts.models import Posting, RecoveryCode, Session, User  # noqa: F401


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, scope: Scope) -> Self:
        """Those ever posted where the scope manages, or made there and not yet posted.

        Who manages nobody reads only themselves here.
        """
        if not scope.may(Power.USER_MANAGE):
            return self.filter(pk=scope.user_id)
        from portal.accounts.models import Posting, User

        posted = Posting.objects.visible_to(scope).order_by().values("user_id")
        unposted = User.objects.filter(~Exists(_postings_of_outer_user()))
        made_here = unposted.filter(
            made_by_organisation__isnull=False,  # of few: PostgreSQL begins with these
            made_by_organisation__in=managed_organisations(scope).order_by(),
        )
        # Found from the people of the organisations, not by asking of each person in the country.
        return self.filter(pk__in=posted.union(made_here.order_by().values("pk")))

    def editable_by(self, scope: Scope, *, on: date) -> Self:
        """Keep those whose every posting that is not over is the scope's to give.

        Who opens an account acts as its owner: so nobody does it to a person who is more elsewhere.
        """
        beyond = _postings_of_outer_user().not_over(on).not_grantable_by(scope)
        return self.visible_to(scope).filter(~Exists(beyond))

    def search(self, text: str) -> Self:
        """Find by words of the name or of the login, with or without marks."""
        return self.none() if only_signs(text) else self.like(anywhere(text))

    def like(self, patterns: Sequence[str]) -> Self:
        """Keep those whose name or login is like each of these."""
        return self.filter(*(Q(search_key__like=one) | Q(username__like=one) for one in patterns))

    def working_at_or_unposted(self, organisation_id: int, *, on: date) -> Self:
        """Keep the active people posted to an organisation on the day or later, or to none."""
        held = _postings_of_outer_user().not_over(on)
        return self.active().filter(
            Exists(held.in_organisations([organisation_id])) | ~Exists(held)
        )

    def who_may_follow(self, scope: Scope, organisation_id: int, user_id: int, *, on: date) -> Self:
        """Keep whom one may put in a person's place: others of the organisation, and the newly made."""
        there = self.visible_to(scope).working_at_or_unposted(organisation_id, on=on)
        return there.exclude(pk=user_id).exclude(pk=scope.user_id).in_order()

    def numbered(self, ids: Collection[int]) -> Self:
        return self.filter(pk__in=ids)

    def with_slips(self) -> Self:
        return self.select_related("paper_code")

    def active(self) -> Self:
        return self.filter(is_active=True)

    def in_order(self) -> Self:
        return self.order_by("sort_key", "id")

    def posted_to(self, organisation_id: int | None, *, on: date) -> Self:
        """Keep who is posted to an organisation on the day; None keeps all."""
        if organisation_id is None:
            return self
        there = _postings_of_outer_user().on(on).in_organisations([organisation_id])
        return self.filter(Exists(there))

    def never_logged_in(self) -> Self:
        return self.filter(last_login__isnull=True, is_active=True)

    def with_postings(self, scope: Scope, *, on: date) -> Self:
        """Fetch the postings that are not over and that the scope may see, as `shown_postings`."""
        from portal.accounts.models import Posting

        shown = Posting.objects.shown_in_lists(scope, on=on)
        return self.prefetch_related(Prefetch("postings", shown, to_attr="shown_postings"))


class PostingQuerySet(models.QuerySet["Posting"]):
    def visible_to(self, scope: Scope) -> Self:
        """The postings to the organisations that the scope manages; for others, their own."""
        if not scope.may(Power.USER_MANAGE):
            return self.filter(user_id=scope.user_id)
        return self.filter(_managed(scope))

    def editable_by(self, scope: Scope) -> Self:
        """Keep what the scope may give and end: roles not above its own, never one's own posting."""
        return self.visible_to(scope).filter(role__in=_grantable(scope)).exclude(user=scope.user_id)

    def not_grantable_by(self, scope: Scope) -> Self:
        return self.exclude(_managed(scope) & Q(role__in=_grantable(scope)))

    def on(self, day: date) -> Self:
        """Postings that hold on `day`."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def not_over(self, day: date) -> Self:
        """Postings that hold on `day` or are still to begin."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def ending_by(self, last: date, *, on: date) -> Self:
        """Postings that hold on the day and end on the last day or before, soonest first."""
        soon = self.on(on).filter(ends_on__lte=last).of_active_people()
        return soon.order_by("ends_on", "user__sort_key", "pk")

    def ended_within(self, days: timedelta, *, on: date) -> Self:
        """Postings that ended within so many days before the day."""
        return self.filter(ends_on__lt=on, ends_on__gte=on - days).order_by("ends_on", "pk")

    def of(self, user: "User | int") -> Self:
        return self.filter(user=user)

    def of_their_own(self) -> Self:
        """Leave out the postings held in the place of somebody absent."""
        return self.filter(acting_for__isnull=True)

    def never_logged_in_by_organisation(self) -> models.QuerySet[Any, Any]:
        """Count the active people who never logged in, by organisation: its id, name, `people`."""
        waiting = self.of_active_people().filter(user__last_login__isnull=True)
        counted = waiting.values("organisation_id", "organisation__name").order_by(
            "unit__sort_key", "organisation__name", "organisation_id"
        )
        return counted.annotate(people=Count("user_id", distinct=True))

    def of_active_people(self) -> Self:
        return self.filter(user__is_active=True)

    def with_roles(self, roles: Iterable[Role]) -> Self:
        return self.filter(role__in=list(roles))

    def in_organisations(self, organisation_ids: Collection[int]) -> Self:
        return self.filter(organisation_id__in=organisation_ids)

    def with_place(self) -> Self:
        return self.select_related("organisation__unit", "area", "user", "acting_for__user")

    def shown_in_lists(self, scope: Scope, *, on: date) -> Self:
        """Keep what a list of people says of them: the postings that are not over, as the scope sees them."""
        return self.visible_to(scope).not_over(on).for_list()

    def of_users(self, ids: Collection[int]) -> Self:
        return self.filter(user_id__in=ids)

    def for_list(self) -> Self:
        """Read what a list of people says of each: the role and the organisation's name."""
        return self.select_related("organisation").only("user", "role", "organisation__name")

    def of_people(self, people: "models.QuerySet[User]") -> Self:
        return self.filter(user__in=people.order_by().values("pk"))

    def with_province(self) -> Self:
        return self.select_related("organisation__unit__parent__parent")

    def in_unit(self, unit: AdministrativeUnit) -> Self:
        """Keep postings to the organisations of a unit that was fetched through the scope."""
        return self.filter(unit=unit)

    def by_organisation(self) -> Self:
        """Sort by organisation, then by the name of the person."""
        return self.order_by("organisation__kind", "organisation__name", "user__sort_key", "pk")


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, scope: Scope) -> Self:
        """One's own, and those of the people whom the scope manages."""
        from portal.accounts.models import User

        return self.filter(user__in=User.objects.visible_to(scope))

    def of(self, user: "User") -> Self:
        return self.filter(user=user)

    def open(self, at: datetime) -> Self:
        """Sessions of people that still hold at the moment `at`."""
        return self.filter(user__isnull=False, expire_date__gt=at)

    def over(self, at: datetime) -> Self:
        return self.filter(expire_date__lte=at)

    def but(self, session_key: str | None) -> Self:
        return self.exclude(session_key=session_key)


class RecoveryCodeQuerySet(models.QuerySet["RecoveryCode"]):
    def of(self, user: "User") -> Self:
        return self.filter(user=user)

    def left(self) -> Self:
        return self.filter(used_at__isnull=True)


def managed_organisations(scope: Scope) -> OrganisationQuerySet:
    """Return the organisations whose people the scope manages: of the province, or the own one."""
    if scope.may(Power.USER_MANAGE_PROVINCE):
        return Organisation.objects.visible_to(scope)
    if scope.may(Power.USER_MANAGE):
        return Organisation.objects.own_of(scope)
    return Organisation.objects.none()


def left_without_officials(scope: Scope, *, on: date) -> OrganisationQuerySet:
    """Return the managed organisations where people worked and on the day nobody does."""
    from portal.accounts.models import Posting

    at_work = [role for role in Role if Power.USER_MANAGE not in POWERS[role]]
    there = Posting.objects.visible_to(scope).with_roles(at_work).order_by()
    still = there.on(on).of_active_people().filter(organisation_id=OuterRef("pk"))
    standing = managed_organisations(scope).on(on).filter(pk__in=there.values("organisation_id"))
    return standing.filter(~Exists(still)).in_order()


def _managed(scope: Scope) -> Q:
    """Return "the posting is to an organisation that the scope manages"."""
    if scope.may(Power.USER_MANAGE_PROVINCE):
        return reachable(scope)
    return Q(organisation_id=scope.organisation_id)


def _grantable(scope: Scope) -> list[Role]:
    return [role for role in Role if may_grant(scope.role, role)]


def _postings_of_outer_user() -> PostingQuerySet:
    from portal.accounts.models import Posting

    return Posting.objects.filter(user_id=OuterRef("pk"))


def posted_in(unit: AdministrativeUnit, *, on: date) -> PostingQuerySet:
    """Return who works in a unit on a day; the unit is the caller's to fetch through the scope."""
    from portal.accounts.models import Posting

    return Posting.objects.in_unit(unit).on(on).of_active_people().with_place().by_organisation()
