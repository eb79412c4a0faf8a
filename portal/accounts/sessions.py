"""The session engine: Django's sessions in the database, whose rows say whose they are.

It extends the database backend as Django's documentation shows, so that deleting a row ends a
session. What a session knows of itself stands in its data under `ABOUT` and is copied to the row's
columns whenever it is saved. A session is saved at most once a minute for being looked at: that is
how exact the idle time-out and "last seen" are.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.http import HttpRequest

from portal.http import client_address

ABOUT = "about"
_EVERY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class About:
    """What a session of a logged-in person knows of itself; times are seconds since 1970."""

    handle: str
    opened: int
    seen: int
    address: str
    agent: str

    @classmethod
    def read(cls, session: SessionBase) -> "About | None":
        kept = session.get(ABOUT)
        return cls(**kept) if kept else None


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        from portal.accounts.models import Session  # the engine is imported before the models are

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row: Any = super().create_model_instance(data)
        if ABOUT in data and SESSION_KEY in data:
            about = About(**data[ABOUT])
            row.user_id = int(data[SESSION_KEY])
            row.handle, row.address, row.agent = about.handle, about.address, about.agent
            row.opened_at = datetime.fromtimestamp(about.opened, UTC)
            row.seen_at = datetime.fromtimestamp(about.seen, UTC)
        return row  # type: ignore[no-any-return]


def begin(request: HttpRequest, *, at: datetime) -> None:
    """Say in the session of a person who just logged in where and when that was."""
    now = int(at.timestamp())
    _keep(request, About(secrets.token_urlsafe(12), now, now, *_whence(request)))


def look_at(request: HttpRequest, *, at: datetime) -> None:
    """Note that the session is in use; it begins when it does not yet know itself."""
    about, now = About.read(request.session), int(at.timestamp())
    if about is None:
        begin(request, at=at)
    elif now - about.seen >= _EVERY_SECONDS or (about.address, about.agent) != _whence(request):
        _keep(request, About(about.handle, about.opened, now, *_whence(request)))


def has_lasted_too_long(request: HttpRequest, *, at: datetime) -> bool:
    """Return whether the session is over however busy it is: a day's work needs one login."""
    about = About.read(request.session)
    longest = timedelta(hours=settings.SESSION_HOURS)
    return about is not None and at - datetime.fromtimestamp(about.opened, UTC) >= longest


def _keep(request: HttpRequest, about: About) -> None:
    request.session[ABOUT] = asdict(about)


def _whence(request: HttpRequest) -> tuple[str, str]:
    return client_address(request)[:45], request.headers.get("User-Agent", "")[:300]
