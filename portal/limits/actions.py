"""Counting what is limited."""

from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.limits.models import Tally
from portal.limits.policy import Limit


class TooMany(Exception):
    """A limit is used up; the middleware answers 429 with a page that says until when."""

    def __init__(self, limit: Limit, until: datetime) -> None:
        super().__init__(limit.name)
        self.limit, self.until = limit, until


def spend(limit: Limit, whom: str) -> None:
    """Count one more. Raises `TooMany` when it is one too many."""
    since = _window(limit)
    if _counted(limit, whom, since) > limit.most:
        raise TooMany(limit, since + timedelta(seconds=limit.seconds))


def miss(limit: Limit, whom: str) -> None:
    """Count one more wrong guess; `insist` refuses the guess after the last."""
    _counted(limit, whom, _window(limit))


def insist(limit: Limit, whom: str) -> None:
    """Let nobody guess who has guessed wrong too often. Raises `TooMany`."""
    if refused := used_up(limit, whom):
        raise refused


def used_up(limit: Limit, whom: str) -> TooMany | None:
    """Return what refuses somebody who has guessed wrong too often."""
    since = _window(limit)
    tally = Tally.objects.filter(limit=limit.name, whom=_digest(whom), since=since).first()
    if tally is None or tally.count < limit.most:
        return None
    return TooMany(limit, since + timedelta(seconds=limit.seconds))


def forget(*, before: datetime) -> int:
    """Drop the windows that began before; no limit looks back longer than a day."""
    return Tally.objects.filter(since__lt=before).delete()[0]


def _counted(limit: Limit, whom: str, since: datetime) -> int:
    mine = Tally.objects.filter(limit=limit.name, whom=_digest(whom), since=since)
    if not mine.update(count=F("count") + 1):
        try:
            with transaction.atomic():
                Tally.objects.create(limit=limit.name, whom=_digest(whom), since=since)
        except IntegrityError:  # somebody began the same window at the same moment
            mine.update(count=F("count") + 1)
    return mine.values_list("count", flat=True).get()


def _window(limit: Limit) -> datetime:
    """Return when the window that holds this moment began."""
    now = int(timezone.now().timestamp())
    return datetime.fromtimestamp(now - now % limit.seconds, UTC)


def _digest(whom: str) -> str:
    return salted_hmac("portal.limits", whom, algorithm="sha256").hexdigest()[:40]
