"""Telling people: once per posting and key, however often it is asked."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from portal.access import POWERS, Power, Role, Scope
from portal.accounts.models import Posting
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice
from portal.notices.querysets import NoticeQuerySet


def tell(
    *,
    postings: Iterable[Posting],
    kind: NoticeKind,
    key: str,
    text: str,
    href: str,
    urgent: bool = False,
) -> int:
    """Tell each posting once; the same `key` again says nothing. Returns how many were asked."""
    notices = [
        Notice(posting=one, kind=kind, key=key, text=text[:300], href=href, urgent=urgent)
        for one in postings
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=1000)
    return len(notices)


def told_already(keys: Collection[str]) -> set[tuple[int, str]]:
    """Return which posting (by id) was told which of the keys."""
    return set(Notice.objects.with_keys(keys).values_list("posting_id", "key"))


def tell_organisations(
    counts: Mapping[int, int],
    power: Power,
    *,
    kind: NoticeKind,
    text: str,
    key: str,
    href: str,
    on: date,
    urgent: bool = False,
) -> None:
    """Tell who carries a power in each organisation, once; `{n}` in `text` is that one's count."""
    notices = [
        Notice(
            posting=one, kind=kind, key=key, href=href, urgent=urgent,
            text=text.replace("{n}", str(counts[one.organisation_id]))[:300],
        )
        for one in who_may(power, organisations=counts.keys(), on=on)
    ]  # fmt: skip
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=1000)


def who_may(power: Power, *, organisations: Collection[int], on: date) -> list[Posting]:
    """The active people posted in the organisations on the day who carry a power, in one query."""
    posted = Posting.objects.on(on).of_active_people().with_roles(roles_with(power))
    return list(posted.in_organisations(organisations))


def roles_with(power: Power) -> list[Role]:
    """The roles that carry a power: whom to tell about work that needs it."""
    return [role for role, powers in POWERS.items() if power in powers]


def mark_read(*, notices: NoticeQuerySet, by: Scope, at: datetime) -> int:
    """Mark one's own unread notices as read."""
    return notices.visible_to(by).unread().update(read_at=at)
