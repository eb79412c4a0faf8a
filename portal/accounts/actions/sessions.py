"""Ending sessions: a browser whose row is gone has to log in again."""

from django.db import transaction

from portal.access import Scope
from portal.accounts.models import Session, User
from portal.audit.actions import record


@transaction.atomic
def end_session(*, session: Session, by: Scope) -> None:
    user = session.user
    assert user is not None, "only sessions of people are shown, and ended by hand"
    session.delete()
    record(
        act="session.end", target=user, by=by,
        says=f"Kết thúc một phiên đăng nhập của {user.username}.",
    )  # fmt: skip


@transaction.atomic
def end_sessions(*, user: User, by: Scope, keep: str | None = None) -> int:
    """End all sessions of a person, but for the one with the key `keep`. Returns how many."""
    ended = drop_sessions(user, keep=keep)
    if ended:
        record(
            act="session.end", target=user, by=by,
            says=f"Kết thúc {ended} phiên đăng nhập của {user.username}.",
        )  # fmt: skip
    return ended


def drop_sessions(user: User, *, keep: str | None = None) -> int:
    """Do it as part of another act, which is what gets recorded."""
    return Session.objects.of(user).but(keep).delete()[0]
