"""Changing one's own password."""

from django.db import transaction

from portal.access import Scope
from portal.accounts.actions.sessions import drop_sessions
from portal.accounts.models import User
from portal.audit.actions import record


@transaction.atomic
def change_password(
    *, user: User, password: str, by: Scope | None, keep: str | None = None
) -> None:
    """Change one's own password; every session ends but the one with the key `keep`."""
    user.set_password(password)
    user.save(update_fields=["password"])
    drop_sessions(user, keep=keep)
    record(act="user.password", target=user, by=by, says=f"{user.username} đổi mật khẩu.")
