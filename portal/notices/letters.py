"""The mail of a day in words: by kind, each line with a link that asks the portal who may open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from portal.accounts.models import User
from portal.mail import letter, sender_host
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice
from portal.notices.rules import message_id

MOST_LINES = 50
WORDLESS = "Mở trong cổng để xem nội dung"


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    link: str
    urgent: bool
    again: bool


def letter_of(user: User, notices: Sequence[Notice], *, day: date) -> EmailMultiAlternatives:
    """Make a person's mail of a day; the subject tells the number only."""
    groups: dict[str, list[Line]] = {}
    for one in notices[:MOST_LINES]:
        groups.setdefault(NoticeKind(one.kind).label, []).append(_line(one))
    context = {
        "name": user.full_name,
        "day": day,
        "groups": groups,
        "count": len(notices),
        "left_out": max(0, len(notices) - MOST_LINES),
        "list_link": f"{settings.SITE_URL}{reverse('notices:list')}",
        "choice_link": f"{settings.SITE_URL}{reverse('notices:choice')}",
    }
    return letter(
        to=user.email, subject=f"{len(notices)} thông báo chưa đọc, ngày {day:%d/%m/%Y}",
        template="notices/mail/digest", context=context,
        message_id=message_id(user.pk, day, host=sender_host()),
    )  # fmt: skip


def _line(notice: Notice) -> Line:
    kind = NoticeKind(notice.kind)
    return Line(
        text=notice.text if kind.goes_by_mail_in_words else WORDLESS,
        link=f"{settings.SITE_URL}{reverse('notices:follow', args=[notice.pk])}",
        urgent=notice.urgent, again=notice.was_perhaps_mailed(),
    )  # fmt: skip
