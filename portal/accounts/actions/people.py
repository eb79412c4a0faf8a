"""Writing people."""

from django.db import transaction

from portal.access import Scope
from portal.accounts.actions.sessions import drop_sessions
from portal.accounts.models import User
from portal.audit.actions import record


@transaction.atomic
def create_user(*, username: str, full_name: str, phone: str, by: Scope) -> User:
    """Make an account without a password: its owner sets one with a code on paper."""
    user: User = User.objects.create_user(
        username, full_name=full_name, phone=phone, made_by_organisation_id=by.organisation_id
    )
    record(act="user.create", target=user, by=by, says=f"Lập tài khoản {username}.")
    return user


@transaction.atomic
def update_user(*, user: User, full_name: str, phone: str, is_active: bool, by: Scope) -> None:
    before = (user.full_name, user.phone, user.is_active)
    user.set_name(full_name)
    user.phone, user.is_active = phone, is_active
    user.save()
    if not is_active:
        drop_sessions(user)
    after = (user.full_name, user.phone, user.is_active)
    names = ("họ và tên", "số điện thoại", "đang dùng")
    changes = {n: (b, a) for n, b, a in zip(names, before, after, strict=True) if a != b}
    if changes:
        record(
            act="user.update", target=user, by=by, changes=changes,
            says=f"Sửa tài khoản {user.username}: {', '.join(changes)}.",
        )  # fmt: skip
