"""What who manages people should look at before it hurts: said once a week, or once a person."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from portal.access import Power
from portal.accounts.models import Posting
from portal.accounts.querysets import left_without_officials
from portal.accounts.rules import ENDING_SOON
from portal.accounts.scopes import scope_of
from portal.handover.actions import OpenWork, open_work_of
from portal.notices.actions import roles_with, tell
from portal.notices.kinds import NoticeKind


def managers(*, on: date) -> list[Posting]:
    """Return the postings of the active people who manage others, with their places."""
    posted = Posting.objects.on(on).of_active_people().with_roles(roles_with(Power.USER_MANAGE))
    return list(posted.with_place())


def warn(manager: Posting, *, on: date) -> None:
    """Tell of postings that end soon, of places where nobody works, of work that nobody took over."""
    scope, week = scope_of(manager), f"{on:%G-%V}"
    seen = Posting.objects.visible_to(scope)
    if soon := seen.ending_by(on + ENDING_SOON, on=on).count():
        text = f"{soon} phân công hết hạn trong {ENDING_SOON.days} ngày tới."
        _tell(manager, f"ending:{week}", text, reverse("accounts:ending"))
    if empty := left_without_officials(scope, on=on).count():
        text = f"{empty} cơ quan không còn ai làm việc."
        _tell(manager, f"empty:{week}", text, f"{reverse('accounts:ending')}#khong-con-ai")
    for gone in seen.ended_within(ENDING_SOON, on=on).with_place():
        if left := _own_work_of(gone):
            text = f"{gone.user.full_name} đã hết phân công, chưa bàn giao {_listed(left)}."
            _tell(manager, f"left:{gone.pk}", text, reverse("handover:hand_over", args=[gone.pk]))


def _own_work_of(posting: Posting) -> list[OpenWork]:
    """Return what goes with the person; the rest belongs to the organisation, which still has it."""
    return [one for one in open_work_of(posting) if one.moves]


def _listed(work: Iterable[OpenWork]) -> str:
    return ", ".join(f"{one.number} {one.title.lower()}" for one in work)


def _tell(manager: Posting, key: str, text: str, href: str) -> None:
    tell(postings=[manager], kind=NoticeKind.PEOPLE, key=key, text=text, href=href)
