from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.access import Scope
from portal.accounts.models import Posting
from portal.accounts.querysets import UserQuerySet
from portal.notices.kinds import DigestState

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.jobs.run import JobRun
    from portal.notices.models import Digest, MailChoice, Notice  # noqa: F401


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, scope: Scope) -> Self:
        """A notice is for one posting, and nobody else reads it."""
        return self.filter(posting_id=scope.posting_id)

    def of_person(self, scope: Scope) -> Self:
        """Keep what the person was told in any of their postings, as a mail gathers it."""
        return self.filter(posting__user_id=scope.user_id)

    def said_to_postings_on(self, day: date) -> Self:
        return self.filter(posting__in=Posting.objects.on(day))

    def of(self, posting: Posting | int) -> Self:
        return self.filter(posting=posting)

    def with_posting(self) -> Self:
        return self.select_related("posting__organisation")

    def numbered(self, ids: Iterable[int]) -> Self:
        return self.filter(pk__in=list(ids))

    def not_keyed(self, keys: models.QuerySet[Any, Any]) -> Self:
        return self.exclude(key__in=keys)

    def with_keys(self, keys: Collection[str]) -> Self:
        return self.filter(key__in=keys)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def urgent(self) -> Self:
        return self.filter(urgent=True)

    def to_mail(self, *, on: date) -> Self:
        """Keep what is unread, told to a posting that holds on the day, and in no mail for sure."""
        mailed = Q(digest__isnull=True) | Q(digest__state=DigestState.UNKNOWN)
        return self.unread().said_to_postings_on(on).filter(mailed)

    def for_mail_of(self, user: "User", *, on: date) -> Self:
        """Keep what a person's mail of the day takes along, oldest first."""
        waiting = self.to_mail(on=on).filter(posting__user=user)
        return waiting.select_related("digest").order_by("pk")


class MailChoiceQuerySet(models.QuerySet["MailChoice"]):
    def visible_to(self, scope: Scope) -> Self:
        """One's own."""
        return self.filter(user_id=scope.user_id)


class DigestQuerySet(models.QuerySet["Digest"]):
    def visible_to(self, scope: Scope) -> Self:
        """One's own."""
        return self.filter(user_id=scope.user_id)

    def of(self, user: "User", day: date) -> Self:
        return self.filter(user=user, day=day)

    def sending(self) -> Self:
        return self.filter(state=DigestState.SENDING)

    def begun_before(self, run: "JobRun") -> Self:
        """Keep what an earlier attempt at the same job began."""
        return self.filter(job=run.job, fence__lt=run.fence)

    def held(self, fence: int) -> Self:
        return self.sending().filter(fence=fence)

    def stranded(self) -> Self:
        """Keep what is being sent by a job that is over: nobody is sending it any more."""
        at_work = Q(job__state__in=("waiting", "running"))
        return self.sending().exclude(at_work)


def people_with_mail(*, on: date) -> UserQuerySet:
    """Return the active people with a confirmed address for whom something waits to be mailed.

    Not who had their mail of the day. Annotated with `has_urgent`: something urgent is among it.
    """
    from portal.accounts.models import User
    from portal.notices.models import Digest, Notice

    waiting = Notice.objects.to_mail(on=on).filter(posting__user=OuterRef("pk"))
    had = Digest.objects.filter(user=OuterRef("pk"), day=on)
    reached = User.objects.active().filter(email_confirmed_at__isnull=False)
    found: UserQuerySet = reached.filter(Exists(waiting), ~Exists(had)).annotate(
        has_urgent=Exists(waiting.urgent())
    )
    return found.select_related("mail_choice").in_order()
