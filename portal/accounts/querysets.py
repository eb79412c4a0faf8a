from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from portal.access import Power, Role, Scope
from portal.text import search_key

if TYPE_CHECKING:
    from portal.accounts.models import Posting, RecoveryCode, Session, User  # noqa: F401
    from portal.units.models import AdministrativeUnit


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, scope: Scope) -> Self:
        """Administrators manage everybody; others read only themselves here."""
        if scope.may(Power.USER_MANAGE):
            return self
        return self.filter(pk=scope.user_id)

    def search(self, text: str) -> Self:
        """Find by words of the name or of the login, with or without marks."""
        found = self
        for word in search_key(text).split():
            found = found.filter(Q(search_key__contains=word) | Q(username__contains=word))
        return found

    def never_logged_in(self) -> Self:
        return self.filter(last_login__isnull=True, is_active=True)

    def with_postings(self) -> Self:
        return self.prefetch_related("postings__organisation__unit")


class PostingQuerySet(models.QuerySet["Posting"]):
    def visible_to(self, scope: Scope) -> Self:
        """Administrators manage every posting; others read their own."""
        if scope.may(Power.USER_MANAGE):
            return self
        return self.filter(user_id=scope.user_id)

    def on(self, day: date) -> Self:
        """Postings that hold on `day`."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def of_active_people(self) -> Self:
        return self.filter(user__is_active=True)

    def with_roles(self, roles: Iterable[Role]) -> Self:
        return self.filter(role__in=list(roles))

    def in_organisations(self, organisation_ids: Collection[int]) -> Self:
        return self.filter(organisation_id__in=organisation_ids)

    def with_place(self) -> Self:
        return self.select_related("organisation__unit", "area", "user")

    def in_unit(self, unit: "AdministrativeUnit") -> Self:
        """Keep postings to the organisations of a unit that was fetched through the scope."""
        return self.filter(organisation__unit=unit)

    def by_organisation(self) -> Self:
        """Sort by organisation, then by the name of the person."""
        return self.order_by("organisation__kind", "organisation__name", "user__sort_key", "pk")


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, scope: Scope) -> Self:
        """Sessions of the people one sees: an administrator ends theirs, others their own."""
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


def posted_in(unit: "AdministrativeUnit", *, on: date) -> PostingQuerySet:
    """Return who works in a unit on a day; the unit is the caller's to fetch through the scope."""
    from portal.accounts.models import Posting

    return Posting.objects.in_unit(unit).on(on).of_active_people().with_place().by_organisation()
