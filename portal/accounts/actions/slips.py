"""Slips of paper: a code that lets a person set a password nobody else ever knows.

The same slip serves a new account and a forgotten password. Losing a sheet on the way to the
printer loses nothing: new slips are issued, and the old codes are void.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.access import Scope
from portal.accounts import rules
from portal.accounts.actions.sessions import drop_sessions
from portal.accounts.models import PaperCode, User
from portal.audit.actions import record

# Long enough for a sheet to travel from the province to the last commune.
SLIP_LIVES = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for one person, once."""

    person: User
    code: str
    expires_at: datetime


@transaction.atomic
def issue_slips(*, people: Iterable[User], at: datetime, by: Scope | None) -> list[Slip]:
    """Give each person a new code, in place of one before. A password they have holds until then."""
    slips = [Slip(one, rules.new_paper_code(), at + SLIP_LIVES) for one in people]
    PaperCode.objects.filter(user__in=[slip.person for slip in slips]).delete()
    PaperCode.objects.bulk_create(
        PaperCode(
            user=slip.person, digest=_digest(slip.person, slip.code), issued_at=at,
            expires_at=slip.expires_at,
        )
        for slip in slips
    )  # fmt: skip
    for slip in slips:
        record(
            act="user.slip", target=slip.person, by=by,
            says=f"Cấp phiếu đặt mật khẩu cho {slip.person.username}.",
        )  # fmt: skip
    return slips


@transaction.atomic
def set_password_by_code(*, username: str, code: str, password: str, at: datetime) -> bool:
    """Set the password of the person whose slip bears `code`; the code is used up, sessions end.

    Returns False, and tells nothing more, for a wrong name, a wrong, used or old code, a closed account.
    """
    held = PaperCode.objects.select_related("user").filter(
        user__username=username, user__is_active=True, expires_at__gt=at
    ).first()  # fmt: skip
    if held is None or not constant_time_compare(held.digest, _digest(held.user, code)):
        return False
    # Two requests with one slip: the row decides which of them used it.
    if not PaperCode.objects.filter(pk=held.pk, digest=held.digest).delete()[0]:
        return False
    held.user.set_password(password)
    held.user.save(update_fields=["password"])
    drop_sessions(held.user)
    record(
        act="user.password", target=held.user, by=None,
        says=f"{username} đặt mật khẩu bằng mã trên phiếu.",
    )  # fmt: skip
    return True


def _digest(user: User, code: str) -> str:
    told = f"{user.pk}:{rules.tidy_code(code)}"
    return salted_hmac("portal.accounts.slips", told, algorithm="sha256").hexdigest()
