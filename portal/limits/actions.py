"""Counting what is limited."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.limits.models import Tally
from portal.limits.policy import Limit

_ONE_MORE = (
    'INSERT INTO "limits_tally" ("limit", whom, since, count) VALUES (%s, %s, %s, 1)'
    ' ON CONFLICT ("limit", whom, since) DO UPDATE SET count = limits_tally.count + 1'
    " RETURNING count"
)

_SO_FAR = 'SELECT count FROM "limits_tally" WHERE "limit" = %s AND whom = %s AND since = %s'


class TooMany(Exception):
    """A limit is used up; the middleware answers 429 with a page that says until when."""

    def __init__(self, limit: Limit, until: datetime) -> None:
        super().__init__(limit.name)
        self.limit, self.until = limit, until


def spend(limit: Limit, whom: str) -> None:
    """Count one more. Raises `TooMany` when it is one too many."""
    since = _window(limit)
    if _asked(_ONE_MORE, limit, whom, since) > limit.most:
        raise TooMany(limit, since + timedelta(seconds=limit.seconds))


def miss(limit: Limit, whom: str) -> None:
    """Count one more wrong guess; `insist` refuses the guess after the last."""
    _asked(_ONE_MORE, limit, whom, _window(limit))


def insist(limit: Limit, whom: str) -> None:
    """Let nobody guess who has guessed wrong too often. Raises `TooMany`."""
    if refused := used_up(limit, whom):
        raise refused


def used_up(limit: Limit, whom: str) -> TooMany | None:
    """Return what refuses somebody who has guessed wrong too often."""
    since = _window(limit)
    if _asked(_SO_FAR, limit, whom, since) < limit.most:
        return None
    return TooMany(limit, since + timedelta(seconds=limit.seconds))


def forget(*, before: datetime) -> int:
    """Drop the windows that began before; no limit looks back longer than a day."""
    return Tally.objects.filter(since__lt=before).delete()[0]


def _asked(statement: str, limit: Limit, whom: str, since: datetime) -> int:
    """Ask in one statement, already in SQL: two at the same moment are two, and who guesses ten
    thousand codes is told so cheaply."""
    kept = connection.ops.adapt_datetimefield_value(since)
    with connection.cursor() as cursor:
        cursor.execute(statement, [limit.name, _digest(whom), kept])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _window(limit: Limit) -> datetime:
    """Return when the window that holds this moment began."""
    now = int(timezone.now().timestamp())
    return datetime.fromtimestamp(now - now % limit.seconds, UTC)


def _digest(whom: str) -> str:
    return salted_hmac("portal.limits", whom, algorithm="sha256").hexdigest()[:40]
