"""First passwords on paper, and changing one's own."""

from django.db import transaction

from portal.access import Scope
from portal.accounts import rules
from portal.accounts.actions.sessions import drop_sessions
from portal.accounts.models import User
from portal.audit.actions import record


def first_password() -> str:
    """Return a one-time password to hand over on paper; the person must change it at first login."""
    return "-".join(rules.paper_letters(4) for _ in range(4))


@transaction.atomic
def reset_password(*, user: User, by: Scope) -> str:
    """Give a new first password, shown once, for a person who lost theirs; their sessions end."""
    password = first_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    drop_sessions(user)
    record(act="user.reset", target=user, by=by, says=f"Cấp lại mật khẩu cho {user.username}.")
    return password


@transaction.atomic
def change_password(
    *, user: User, password: str, by: Scope | None, keep: str | None = None
) -> None:
    """Change one's own password; every session ends but the one with the key `keep`."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    drop_sessions(user, keep=keep)
    record(act="user.password", target=user, by=by, says=f"{user.username} đổi mật khẩu.")
