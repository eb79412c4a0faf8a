"""Writing people."""

from django.db import transaction

from portal.access import Scope
from portal.accounts.actions.passwords import first_password
from portal.accounts.actions.sessions import drop_sessions
from portal.accounts.models import User
from portal.audit.actions import record


@transaction.atomic
def create_user(*, username: str, full_name: str, phone: str, by: Scope) -> tuple[User, str]:
    """Make a user with a first password, which is shown once and kept nowhere."""
    password = first_password()
    user = User.objects.create_user(
        username, password, full_name=full_name, phone=phone,
        made_by_organisation_id=by.organisation_id,
    )  # fmt: skip
    record(act="user.create", target=user, by=by, says=f"Lập tài khoản {username}.")
    return user, password


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
