"""One line of a roster: the account it makes or changes, and the posting that goes with it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.access import Role, Scope
from portal.accounts import rules
from portal.accounts.actions.email import set_email
from portal.accounts.actions.people import create_user, update_user
from portal.accounts.actions.postings import post, retitle
from portal.accounts.models import Posting, User
from portal.units.models import Area, Organisation


class Outcome(Enum):
    """What a line does; a second time the same line does nothing."""

    NEW = "Lập tài khoản"
    CHANGED = "Thay đổi"
    SAME = "Không đổi"


@dataclass
class RosterEntry:
    """What a line says of one person, and after `enter_person` what became of it."""

    full_name: str = ""
    organisation: Organisation | None = None
    role: Role | None = None
    job_title: str = ""
    area: Area | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    phone: str = ""
    email: str = ""
    username: str = ""
    outcome: Outcome = Outcome.SAME
    changes: tuple[str, ...] = ()


@transaction.atomic
def enter_person(*, entry: RosterEntry, by: Scope, on: date, at: datetime) -> Outcome:
    """Make or change the account and the posting of a line. Raises `ValidationError` by field.

    Who is in the portal already is known by the login, or, without one, by the full name among the
    people of the organisation.
    """
    assert entry.organisation is not None
    assert entry.role is not None
    user = _known(entry, by=by, on=on)
    entry.outcome = Outcome.CHANGED if user else Outcome.NEW
    if user is None:
        user = create_user(
            username=entry.username or free_username(entry.full_name),
            full_name=entry.full_name, phone=entry.phone, by=by,
        )  # fmt: skip
    entry.username = user.username
    changes = [*_kept_up(user, entry, by=by, on=on, at=at), *_posted(user, entry, by=by, on=on)]
    entry.changes = tuple(changes)
    if entry.outcome is Outcome.CHANGED and not changes:
        entry.outcome = Outcome.SAME
    return entry.outcome


def free_username(full_name: str) -> str:
    """Return a login made of the name that nobody has: nguyen.van.an, nguyen.van.an.2."""
    base = rules.username_of(full_name)
    taken = User.objects.filter(username__startswith=base).values_list("username", flat=True)
    return rules.first_free(base, set(taken))


def _known(entry: RosterEntry, *, by: Scope, on: date) -> User | None:
    people = User.objects.visible_to(by)
    if entry.username:
        named: User | None = people.filter(username=entry.username).first()
        if named is None and User.objects.filter(username=entry.username).exists():
            raise ValidationError({"username": "Tên đăng nhập này đã có người dùng."})
        return named
    assert entry.organisation is not None
    alike = list(
        people.active().posted_to(entry.organisation.pk, on=on).filter(full_name=entry.full_name)
    )
    if len(alike) > 1:
        raise ValidationError(
            {"username": "Cơ quan có nhiều người cùng tên; hãy ghi tên đăng nhập."}
        )
    return alike[0] if alike else None


def _kept_up(user: User, entry: RosterEntry, *, by: Scope, on: date, at: datetime) -> list[str]:
    """Take what the line says of the account; an empty cell leaves what is there."""
    wanted = {"full_name": entry.full_name, "phone": entry.phone or user.phone}
    changed = []
    if any(getattr(user, name) != value for name, value in wanted.items()):
        _refuse_others(user, by=by, on=on)
        update_user(user=user, is_active=user.is_active, by=by, **wanted)
        changed.append("tài khoản")
    if entry.email and entry.email != user.email:
        _refuse_others(user, by=by, on=on)
        set_email(user=user, email=entry.email, confirmed_at=at, by=by)
        changed.append("thư điện tử")
    return changed


def _refuse_others(user: User, *, by: Scope, on: date) -> None:
    if not User.objects.editable_by(by, on=on).contains(user):
        raise ValidationError({"username": rules.NOT_ONLY_HERE})


def _posted(user: User, entry: RosterEntry, *, by: Scope, on: date) -> list[str]:
    assert entry.organisation is not None
    assert entry.role is not None
    held = Posting.objects.of(user).not_over(on).in_organisations([entry.organisation.pk])
    there = held.with_roles([entry.role]).of_their_own().first()
    if there is None:
        post(
            user=user, organisation=entry.organisation, role=entry.role, job_title=entry.job_title,
            area=entry.area, starts_on=entry.starts_on or on, ends_on=entry.ends_on, by=by,
        )  # fmt: skip
        return ["phân công"]
    if entry.job_title and entry.job_title != there.job_title:
        retitle(posting=there, job_title=entry.job_title, by=by)
        return ["chức vụ"]
    return []
