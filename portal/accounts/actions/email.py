"""The address that mail goes to: asked for by its owner, or set by who manages the account."""

from datetime import datetime

from django.db import transaction

from portal.access import Scope
from portal.accounts.models import User
from portal.audit.actions import record


@transaction.atomic
def set_email(*, user: User, email: str, confirmed_at: datetime | None, by: Scope) -> bool:
    """Give a person an address, or none; returns whether it changed. Unconfirmed, no mail goes there.

    The record says that the address changed; the address itself is kept where it can be erased.
    """
    if user.email == email and (user.email_confirmed_at or not confirmed_at):
        return False
    before, user.email = user.email, email
    user.email_confirmed_at = confirmed_at if email else None
    user.save(update_fields=["email", "email_confirmed_at"])
    record(
        act="user.email", target=user, by=by, changes={"thư điện tử": (before, email)},
        says=f"Đổi địa chỉ thư điện tử của {user.username}.",
    )  # fmt: skip
    return True


@transaction.atomic
def confirm_email(*, user: User, at: datetime, by: Scope) -> None:
    """Take the person's address as theirs: they opened the link that was sent there."""
    user.email_confirmed_at = at
    user.save(update_fields=["email_confirmed_at"])
    record(
        act="user.email_confirm", target=user, by=by,
        says=f"{user.username} xác nhận địa chỉ thư điện tử.",
    )  # fmt: skip
