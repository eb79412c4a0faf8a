"""What the shell of every page shows: where one can go, as whom, and what waits."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from portal.access import Power, Role, Scope
from portal.accounts.models import Posting
from portal.calendar.clock import today

THEMES = ("light", "dark")
# In SQL, because every page asks it: the ORM takes four times as long to build it as a database to answer.
_UNREAD = "SELECT 1 FROM notices_notice WHERE posting_id = %s AND read_at IS NULL LIMIT 99"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation, shown to who carries one of `powers` (everybody if none)."""

    label: str
    href: str
    icon: str
    powers: frozenset[Power] = frozenset()
    key: str = ""

    def is_for(self, scope: Scope) -> bool:
        return not self.powers or bool(self.powers & scope.powers)


NAVIGATION = (
    Entry("Việc hôm nay", "/", "house-door", key="h"),
    Entry("Văn bản", "/van-ban/", "journal-text", frozenset({Power.DIRECTIVE_READ}), "v"),
    Entry("Nhiệm vụ", "/nhiem-vu/", "list-check", frozenset({Power.ASSIGNMENT_READ}), "n"),
    Entry("Tiếp công dân", "/tiep-cong-dan/", "people", frozenset({Power.RECEPTION_READ})),
    Entry("Đơn thư", "/don-thu/", "inbox", frozenset({Power.RECEPTION_READ})),
    Entry(
        "Khảo sát",
        "/khao-sat/",
        "ui-checks",
        frozenset({Power.CAMPAIGN_READ, Power.RESULT_READ}),
        "k",
    ),
    Entry("Báo cáo", "/bao-cao/", "clipboard-data", frozenset({Power.REPORT_READ}), "b"),
    Entry("Đơn vị", "/don-vi/", "diagram-3", frozenset({Power.UNIT_READ}), "d"),
    Entry(
        "Quản trị",
        "/quan-tri/",
        "gear",
        frozenset({Power.USER_MANAGE, Power.AUDIT_READ, Power.JOB_MANAGE}),
        "q",
    ),
)


class Shell:
    """What `base.html` asks for. Each part is worked out when the template asks, and once."""

    product = settings.PRODUCT_NAME

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.scope: Scope | None = getattr(request, "scope", None)
        self.posting: Posting | None = getattr(request, "posting", None)

    @property
    def role(self) -> str:
        if self.scope is None:
            return ""
        instead = f", thay mặt {self.scope.acting_for}" if self.scope.acting_for else ""
        return f"{Role(self.scope.role).label}{instead}"

    @cached_property
    def navigation(self) -> tuple[Entry, ...]:
        if self.scope is None:
            return ()
        scope = self.scope
        return tuple(entry for entry in NAVIGATION if entry.is_for(scope))

    @property
    def section(self) -> str:
        """The href of the entry under which this page lies, "" for none."""
        under = (
            e.href for e in NAVIGATION if e.href != "/" and self._request.path.startswith(e.href)
        )
        return next(under, "/" if self._request.path == "/" else "")

    @property
    def can_receive(self) -> bool:
        return self.scope is not None and self.scope.may(Power.RECEPTION_WRITE)

    @property
    def organisation(self) -> str:
        return self.posting.organisation.name if self.posting else ""

    @cached_property
    def unread(self) -> int:
        """How many notices this posting has not read; counted to 99 at most."""
        if self.scope is None or not apps.is_installed("portal.notices"):
            return 0
        with connection.cursor() as cursor:
            cursor.execute(_UNREAD, [self.scope.posting_id])
            return len(cursor.fetchall())

    @property
    def theme(self) -> str:
        chosen = self._request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @cached_property
    def today(self) -> dt.date:
        return today()


def shell(request: HttpRequest) -> dict[str, object]:
    made = Shell(request)
    return {"shell": made}
