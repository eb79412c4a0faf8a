"""Proving oneself beside the password: setting up, using, replacing and taking away the second step."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from portal.access import Scope
from portal.accounts import rules
from portal.accounts.actions.sessions import drop_sessions
from portal.accounts.models import Authenticator, RecoveryCode, User
from portal.audit.actions import record
from portal.identity import Unreadable, seal, unseal


@transaction.atomic
def set_up(
    *, user: User, secret: bytes, code: str, at: datetime, by: Scope | None, keep: str | None
) -> list[str] | None:
    """Take an app whose `code` shows that it holds `secret`, in place of one before.

    Returns the recovery codes, which are shown once, or None when the code is wrong. Every other
    session ends: it was opened without the second step, or with a phone that is no longer trusted.
    """
    step = rules.matching_step(secret, rules.tidy_code(code), at=at, after=0)
    if step is None:
        return None
    sealed = seal(secret.hex(), bound_to=authenticator_bound_to(user))
    Authenticator.objects.update_or_create(
        user=user,
        defaults={
            "secret": sealed.box, "secret_key": sealed.box_key,
            "last_step": step, "confirmed_at": at,
        },
    )  # fmt: skip
    drop_sessions(user, keep=keep)
    record(
        act="second_step.set_up", target=user, by=by,
        says=f"{user.username} đặt xác thực hai bước bằng ứng dụng trên điện thoại.",
    )  # fmt: skip
    return _new_codes(user)


def use_app(*, user: User, code: str, at: datetime) -> bool:
    """Return whether `code` is the app's and was not used before; it is used up now."""
    app = Authenticator.objects.filter(user=user).first()
    if app is None:
        return False
    try:
        kept = unseal(bytes(app.secret), app.secret_key, bound_to=authenticator_bound_to(user))
    except Unreadable:  # its key is lost: a recovery code, or an administrator, lets the person in
        return False
    secret = bytes.fromhex(kept)
    step = rules.matching_step(secret, rules.tidy_code(code), at=at, after=app.last_step)
    # Two logins with one code at the same moment: the row decides which of them used it.
    unused = Authenticator.objects.filter(pk=app.pk, last_step=app.last_step)
    return step is not None and bool(unused.update(last_step=step))


@transaction.atomic
def use_recovery_code(*, user: User, code: str, at: datetime) -> bool:
    """Return whether `code` is one of the person's unused recovery codes; it is used up now."""
    typed = rules.tidy_code(code)
    for each in RecoveryCode.objects.of(user).left():
        if check_password(typed, each.code):
            used = RecoveryCode.objects.left().filter(pk=each.pk).update(used_at=at)
            if used:
                record(
                    act="second_step.recover", target=user, by=None,
                    says=f"{user.username} đăng nhập bằng một mã dự phòng.",
                )  # fmt: skip
            return bool(used)
    return False


@transaction.atomic
def renew_codes(*, user: User, by: Scope | None) -> list[str]:
    """Give new recovery codes, shown once; the old ones are void."""
    record(
        act="second_step.codes", target=user, by=by,
        says=f"{user.username} lấy bộ mã dự phòng mới.",
    )  # fmt: skip
    return _new_codes(user)


@transaction.atomic
def turn_off(*, user: User, by: Scope | None) -> None:
    _take_away(user)
    record(
        act="second_step.off", target=user, by=by,
        says=f"{user.username} tắt xác thực hai bước.",
    )  # fmt: skip


@transaction.atomic
def reset_second_step(*, user: User, by: Scope) -> None:
    """Help a person whose phone and codes are lost: no second step, and no password until a new slip.

    The password goes too: whoever has only the old one must not be the first to set up a phone.
    """
    _take_away(user)
    record(
        act="second_step.reset", target=user, by=by,
        says=f"Gỡ xác thực hai bước của {user.username} vì mất thiết bị.",
    )  # fmt: skip
    user.set_unusable_password()
    user.save(update_fields=["password"])
    drop_sessions(user)


def _take_away(user: User) -> None:
    Authenticator.objects.filter(user=user).delete()
    RecoveryCode.objects.of(user).delete()


def _new_codes(user: User) -> list[str]:
    codes = rules.new_recovery_codes()
    RecoveryCode.objects.of(user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, code=make_password(rules.tidy_code(code))) for code in codes
    )
    return codes


def authenticator_bound_to(user: User) -> str:
    return f"authenticator:{user.pk}"
