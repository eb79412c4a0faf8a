"""Guessing passwords is slow for a stranger, while nobody's right password is shut out.

django-axes stops five wrong passwords for one name at one address. It does not see one password
tried for many names, nor one name tried from many addresses; but its rows, in the database, do. An
attempt under either kind of guessing goes at once when the person is known there: their browser
logged in before, or their name did from this address within a month. All others at that address
(or for that name) share a slow lane of one attempt in ten seconds: a guesser is held to that, and a
newcomer waits seconds, not a quarter of an hour.
"""

from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.core import signing
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.rules import is_guessing_names
from portal.http import client_address
from portal.limits.actions import spend
from portal.limits.http import from_here
from portal.limits.policy import SLOW_LANE

_SALT = "portal.known-browser"
_KNOWN_FOR = timedelta(days=365)
_AT_HOME_FOR = timedelta(days=30)
_MANY_FOR_ONE_NAME = 20
_MOST_PEOPLE = 10  # who share one browser


def slow_down(request: HttpRequest, username: str) -> None:
    """Send a stranger into the slow lane while somebody guesses. Raises `TooMany`."""
    now = timezone.now()
    recent = AccessAttempt.objects.filter(attempt_time__gte=now - settings.AXES_COOLOFF_TIME)
    here = client_address(request)
    guessing_here = _is_guessing_here(recent, here, since=now - settings.AXES_COOLOFF_TIME)
    tried = recent.filter(username=username).aggregate(n=Sum("failures_since_start"))["n"] or 0
    guessing_name = tried >= _MANY_FOR_ONE_NAME
    if (guessing_here or guessing_name) and not _is_known(request, username, here, now):
        spend(SLOW_LANE, from_here(request) if guessing_here else f"name:{username}")


def remember_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let a browser prove later that this person logged in with it; the cookie opens nothing."""
    known = [user.pk, *(pk for pk in _known_people(request) if pk != user.pk)]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE,
        signing.dumps(known[:_MOST_PEOPLE], salt=_SALT),
        max_age=_KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _is_guessing_here(recent: QuerySet[Any], here: str, *, since: datetime) -> bool:
    """Return whether many names failed at an address, against those that got in there meanwhile."""
    failed = recent.filter(ip_address=here).values("username").distinct().count()
    if not is_guessing_names(failed=failed, got_in=0):
        return False
    got_in = AccessLog.objects.filter(ip_address=here, attempt_time__gte=since)
    return is_guessing_names(failed=failed, got_in=got_in.values("username").distinct().count())


def _is_known(request: HttpRequest, username: str, here: str, now: datetime) -> bool:
    at_home = AccessLog.objects.filter(
        username=username, ip_address=here, attempt_time__gte=now - _AT_HOME_FOR
    )
    own = User.objects.filter(username=username, pk__in=_known_people(request))
    return bool(at_home.exists() or own.exists())


def _known_people(request: HttpRequest) -> list[int]:
    cookie = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, "")
    try:
        known: list[int] = signing.loads(cookie, salt=_SALT, max_age=_KNOWN_FOR)
    except signing.BadSignature:
        return []
    return known
