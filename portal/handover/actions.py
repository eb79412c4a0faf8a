"""Leave, replacement, and handing over what is open: one act each, told to both sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from portal.access import Role, Scope
from portal.accounts.actions import end_posting, post, stand_in
from portal.accounts.models import Posting, User
from portal.audit.actions import record
from portal.handover.kinds import KINDS, numbers_open
from portal.notices.actions import tell
from portal.notices.kinds import NoticeKind


@dataclass(frozen=True, slots=True)
class OpenWork:
    """How many of one kind are open, and whether they go with the person or stay at the place."""

    title: str
    number: int
    moves: bool


def open_work_of(posting: Posting) -> list[OpenWork]:
    """Return what is open for a posting, of every room; kinds with nothing open are left out."""
    found = numbers_open(posting)
    return [OpenWork(kind.title, number, bool(kind.moves)) for kind, number in found if number]


@transaction.atomic
def arrange_leave(
    *, absent: Posting, user: User, starts_on: date, ends_on: date, by: Scope
) -> Posting:
    """Let `user` stand in for an absent person, and tell both."""
    acting = stand_in(absent=absent, user=user, starts_on=starts_on, ends_on=ends_on, by=by)
    days = f"từ {starts_on:%d/%m/%Y} đến hết {ends_on:%d/%m/%Y}"
    _tell(acting, f"Anh, chị thay mặt {absent.user.full_name} {days}.", about=acting)
    _tell(absent, f"{user.full_name} thay mặt anh, chị {days}.", about=acting)
    return acting


@transaction.atomic
def replace(*, leaving: Posting, user: User, first_day: date, by: Scope) -> Posting:
    """End a posting and give its seat and its open work to another person from a day on."""
    end_posting(posting=leaving, ends_on=first_day - timedelta(days=1), by=by)
    begun = post(
        user=user, organisation=leaving.organisation, role=Role(leaving.role),
        job_title=leaving.job_title, area=leaving.area, starts_on=first_day, ends_on=None, by=by,
    )  # fmt: skip
    _hand_over(leaving, begun, by=by)
    return begun


@transaction.atomic
def hand_over_work(*, holder: Posting, user: User, by: Scope, on: date) -> Posting:
    """Give the open work of a posting to a colleague who has the same role there."""
    if user.pk == by.user_id:
        raise ValidationError("Không ai tự nhận bàn giao; hãy nhờ quản trị viên khác.")
    there = Posting.objects.of(user).on(on).in_organisations([holder.organisation_id])
    received = there.with_roles([Role(holder.role)]).with_place().first()
    if received is None:
        raise ValidationError(
            f"{user.full_name} không có vai trò {holder.get_role_display()} ở đây để nhận việc."
        )
    _hand_over(holder, received, by=by)
    return received


def _hand_over(holder: Posting, received: Posting, *, by: Scope) -> None:
    open_now = open_work_of(holder)
    moved = {
        kind.title: kind.moves(holder, received)
        for kind in KINDS.values()
        if kind.moves is not None
    }
    giver, taker = holder.user.full_name, received.user.full_name
    entry = record(
        act="posting.hand_over", target=holder, by=by, organisation_id=holder.organisation_id,
        says=f"Bàn giao việc của {giver} cho {taker}.", changes=_changes(moved, taker),
    )  # fmt: skip
    listed = ", ".join(f"{one.number} {one.title.lower()}" for one in open_now)
    listed = listed or "không có việc nào đang mở"
    key = f"handover:{entry.pk}"
    _tell(received, f"Nhận bàn giao từ {giver}: {listed}.", about=received, key=key)
    _tell(holder, f"Đã bàn giao cho {taker}: {listed}.", about=holder, key=key)


def _changes(moved: Mapping[str, int], taker: str) -> dict[str, tuple[object, object]]:
    return {title: (number, f"{number}, {taker}") for title, number in moved.items() if number}


def _tell(posting: Posting, text: str, *, about: Posting, key: str = "") -> None:
    tell(
        postings=[posting], kind=NoticeKind.HANDOVER, key=key or f"handover:posting:{about.pk}",
        text=text, href=reverse("home:start"),
    )  # fmt: skip
