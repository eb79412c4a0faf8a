"""Writing people and postings."""

import secrets
from datetime import date

from django.db import transaction

from portal.access import Role, Scope
from portal.accounts.models import Posting, User
from portal.audit.actions import record
from portal.units.models import Area, Organisation

# Letters and digits that nobody misreads from paper: no 0/O, 1/l/I.
_PAPER_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def first_password() -> str:
    """Return a one-time password to hand over on paper; the person must change it at first login."""
    return "-".join("".join(secrets.choice(_PAPER_LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def create_user(*, username: str, full_name: str, phone: str, by: Scope) -> tuple[User, str]:
    """Make a user with a first password, which is shown once and kept nowhere."""
    password = first_password()
    user = User.objects.create_user(username, password, full_name=full_name, phone=phone)
    record(act="user.create", target=user, by=by, says=f"Lập tài khoản {username}.")
    return user, password


@transaction.atomic
def update_user(*, user: User, full_name: str, phone: str, is_active: bool, by: Scope) -> None:
    before = (user.full_name, user.phone, user.is_active)
    user.set_name(full_name)
    user.phone, user.is_active = phone, is_active
    user.save()
    after = (user.full_name, user.phone, user.is_active)
    names = ("họ và tên", "số điện thoại", "đang dùng")
    changes = {n: (b, a) for n, b, a in zip(names, before, after, strict=True) if a != b}
    if changes:
        record(
            act="user.update", target=user, by=by, changes=changes,
            says=f"Sửa tài khoản {user.username}: {', '.join(changes)}.",
        )  # fmt: skip


@transaction.atomic
def reset_password(*, user: User, by: Scope) -> str:
    """Give a new first password, shown once, for a person who lost theirs."""
    password = first_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record(act="user.reset", target=user, by=by, says=f"Cấp lại mật khẩu cho {user.username}.")
    return password


@transaction.atomic
def change_password(*, user: User, password: str, by: Scope | None) -> None:
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(act="user.password", target=user, by=by, says=f"{user.username} đổi mật khẩu.")


@transaction.atomic
def post(
    *,
    user: User,
    organisation: Organisation,
    role: Role,
    job_title: str,
    area: Area | None,
    starts_on: date,
    ends_on: date | None,
    by: Scope | None,
) -> Posting:
    """Post a person to an organisation. Raises `ValidationError` from the constraints."""
    posting = Posting(
        user=user, organisation=organisation, role=role, job_title=job_title, area=area,
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    posting.full_clean()
    posting.save()
    record(
        act="posting.create", target=posting, by=by, organisation_id=organisation.pk,
        says=f"Phân công {user.full_name}: {role.label}, {organisation.name}, từ {starts_on:%d/%m/%Y}.",
    )  # fmt: skip
    return posting


@transaction.atomic
def end_posting(*, posting: Posting, ends_on: date, by: Scope) -> None:
    before, posting.ends_on = posting.ends_on, ends_on
    posting.full_clean()
    posting.save(update_fields=["ends_on"])
    record(
        act="posting.end", target=posting, by=by, organisation_id=posting.organisation_id,
        changes={"đến hết ngày": (before, ends_on)},
        says=f"Kết thúc phân công của {posting.user.full_name} từ sau ngày {ends_on:%d/%m/%Y}.",
    )  # fmt: skip
