"""The address that mail goes to: asked for by its owner, or set by who manages the account."""

import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.crypto import salted_hmac

from portal.access import Scope
from portal.accounts.models import AddressCode, User
from portal.audit.actions import record
from portal.jobs.actions import enqueue
from portal.jobs.models import Job

CODE_LIVES = timedelta(hours=24)


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
    AddressCode.objects.filter(user=user).delete()
    record(
        act="user.email", target=user, by=by, changes={"thư điện tử": (before, email)},
        says=f"Đổi địa chỉ thư điện tử của {user.username}.",
    )  # fmt: skip
    return True


def ask_confirmation(*, user: User, by: Scope) -> Job:
    """Have a link sent to the person's own address. The worker makes its code: no row holds it."""
    return enqueue(
        "accounts_confirm_address", {"user": user.pk},
        title="Gửi thư xác nhận địa chỉ thư điện tử", key=f"confirm_address:{uuid4().hex}", by=by,
    )  # fmt: skip


@transaction.atomic
def issue_address_code(*, user: User, at: datetime) -> str:
    """Return a new code for the address that the person has now, in place of one before."""
    code = secrets.token_urlsafe(32)
    AddressCode.objects.filter(user=user).delete()
    AddressCode.objects.create(
        user=user, email=user.email, digest=_digest(code), issued_at=at, expires_at=at + CODE_LIVES
    )
    return code


@transaction.atomic
def confirm_email_by_code(*, code: str, at: datetime) -> bool:
    """Confirm the address that the code was sent to, if it is still the person's; the code is used up.

    Returns False, and tells nothing more, for a wrong, used or old code.
    """
    held = AddressCode.objects.select_related("user").filter(
        digest=_digest(code), expires_at__gt=at, user__is_active=True
    ).first()  # fmt: skip
    if held is None or held.email != held.user.email:
        return False
    # Two requests with one link: the row decides which of them used it.
    if not AddressCode.objects.filter(pk=held.pk, digest=held.digest).delete()[0]:
        return False
    confirm_email(user=held.user, at=at, by=None)
    return True


@transaction.atomic
def confirm_email(*, user: User, at: datetime, by: Scope | None) -> None:
    """Take the person's address as theirs: they opened the link that was sent there."""
    user.email_confirmed_at = at
    user.save(update_fields=["email_confirmed_at"])
    record(
        act="user.email_confirm", target=user, by=by,
        says=f"{user.username} xác nhận địa chỉ thư điện tử.",
    )  # fmt: skip


def _digest(code: str) -> str:
    return salted_hmac("portal.accounts.email", code, algorithm="sha256").hexdigest()
