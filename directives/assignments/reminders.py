"""Reminding of assignments: the commune before the day and while it is late, then who watches it."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count

from directives.assignments.models import Assignment
from directives.assignments.rules import State, Turn
from portal.access import Power
from portal.accounts.models import Posting
from portal.accounts.scopes import scope_of
from portal.calendar.rules import FARTHEST, DaysOff, Rung, late_until, speaks_for
from portal.hrefs import href
from portal.notices.actions import roles_with
from portal.notices.kinds import NoticeKind
from portal.notices.reminding import Province, Subject, late_reminder, remind, say
from portal.units.models import AdministrativeUnit


def _open_href(day: date) -> str:
    return _listed(trang_thai=State.OPEN, tu=f"{day:%d/%m/%Y}", den=f"{day:%d/%m/%Y}")


def _late_href(until: date) -> str:
    return _listed(trang_thai=State.OVERDUE, den=f"{until:%d/%m/%Y}")


def _listed(**asked: str) -> str:
    return f"{href('assignments:list')}?{urlencode({**asked, 'buoc': Turn.COMMUNE})}"


WORK = Subject(
    "work", NoticeKind.DUE, Power.ASSIGNMENT_WORK, "nhiệm vụ", _open_href, _late_href
)  # fmt: skip


def due_work(on: date) -> Iterator[tuple[int, date, int]]:
    """Yield organisation, due day and number of what waits for a commune and is late or near.

    What is reported, accepted or handed back waits for nobody there; more time granted is a later day.
    """
    waiting = Assignment.objects.with_commune().due_by(on + FARTHEST).order_by()
    rows = waiting.values_list("organisation_id", "due_on").annotate(Count("pk"))
    yield from rows.iterator()


def remind_province(province: Province, *, on: date, days_off: DaysOff) -> None:
    """Tell the communes of a province, and who watches them, what they were not told yet."""
    remind(WORK, province.counts, on=on, days_off=days_off)
    if speaks_for(on, days_off) is not None:
        for watcher in _watchers(province.unit, on):
            _remind_watcher(watcher, on)


def _watchers(province: AdministrativeUnit, on: date) -> list[Posting]:
    posted = Posting.objects.on(on).of_active_people().in_unit(province)
    return list(posted.with_roles(roles_with(Power.ASSIGNMENT_REVIEW)).with_place())


def _remind_watcher(watcher: Posting, on: date) -> None:
    """Tell once a week of what has been late for two weeks in the watcher's own reach."""
    until = late_until(Rung.SUPERVISION, on)
    seen = Assignment.objects.visible_to(scope_of(watcher)).with_commune().due_by(until)
    found = seen.aggregate(works=Count("pk"), units=Count("organisation", distinct=True))
    if found["works"]:
        text = f"{found['works']} nhiệm vụ của {found['units']} đơn vị quá hạn hơn hai tuần."
        say(late_reminder(WORK, text, until=until, on=on), [watcher], kind=WORK.kind)
