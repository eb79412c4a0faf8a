"""What this room itself finds open: the notices that nobody has read."""

from portal.accounts.models import Posting
from portal.handover.kinds import open_work
from portal.notices.models import Notice
from portal.notices.querysets import NoticeQuerySet


def give_notices(holder: Posting, received: Posting) -> int:
    """Give the unread notices; what the successor was told already is not said twice."""
    unread = Notice.objects.of(holder).unread()
    known = Notice.objects.of(received).values("key")
    return unread.not_keyed(known).update(posting=received, digest=None)


@open_work("Thông báo chưa đọc", moves=give_notices)
def notices(user: int, organisation: int, posting: int) -> NoticeQuerySet:
    return Notice.objects.of(posting).unread()
