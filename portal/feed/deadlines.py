"""What a posting's calendar shows: open work, reports, replies and reception days. It names no citizen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from citizens.receptions.models import Handling, ReceptionDay
from citizens.submissions.models import LegalTerm
from directives.assignments.models import Assignment
from portal.access import Power, Scope
from portal.hrefs import href
from portal.reports.models import Report

AHEAD, BEHIND = timedelta(days=366), timedelta(days=92)
MOST = 500


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day of the calendar; `key` stays the same while what it is about stays."""

    key: str
    day: date
    title: str
    href: str


def deadlines_of(scope: Scope, *, on: date) -> Iterator[Deadline]:
    """Yield what the posting owes or expects between three months ago and a year ahead."""
    first, last = on - BEHIND, on + AHEAD
    yield from (
        _watched(scope, first, last) if scope.may(Power.BOARD_READ) else _work(scope, first, last)
    )
    if scope.may(Power.REPORT_WRITE):
        yield from _reports(scope, first, last)
    if scope.may(Power.RECEPTION_READ):
        yield from _replies(scope, first, last)
        yield from _terms(scope, first, last)
        yield from _days(scope, on, last)


def _work(scope: Scope, first: date, last: date) -> Iterator[Deadline]:
    mine = Assignment.objects.visible_to(scope).with_commune().filter(due_on__range=(first, last))
    for one in mine.for_list().soonest_first()[:MOST]:
        if one.due_on:
            yield Deadline(
                f"nhiem-vu-{one.pk}", one.due_on, f"Hạn nhiệm vụ: {_place(one)}",
                one.get_absolute_url(),
            )  # fmt: skip


def _watched(scope: Scope, first: date, last: date) -> Iterator[Deadline]:
    """One line a duty and day for who watches many units."""
    seen = Assignment.objects.visible_to(scope).with_commune().filter(due_on__range=(first, last))
    groups = (
        seen.order_by("due_on", "duty_id")
        .values_list("due_on", "duty_id", "duty__clause", "duty__directive_id")
        .annotate(units=Count("organisation", distinct=True))[:MOST]
    )
    found = list(groups)
    titles = {
        one.directive_id: one.directive.title for one in seen.duties().select_related("directive")
    }
    for day, duty, clause, directive, units in found:
        place = f"{titles[directive]}{f', mục {clause}' if clause else ''}"
        yield Deadline(
            f"nhiem-vu-{duty}-{day:%Y%m%d}", day, f"Hạn của {units} đơn vị: {place}",
            f"{href('assignments:list')}?nhiem_vu={duty}",
        )  # fmt: skip


def _place(work: Assignment) -> str:
    """Where the duty stands; its words stay in the portal, for calendars lie on others' servers."""
    clause = f", mục {work.duty.clause}" if work.duty.clause else ""
    return f"{work.duty.directive.title}{clause}"


def _reports(scope: Scope, first: date, last: date) -> Iterator[Deadline]:
    mine = Report.objects.visible_to(scope).writable_by(scope).open().for_list()
    for one in mine.filter(due_on__range=(first, last))[:MOST]:
        yield Deadline(
            f"bao-cao-{one.pk}", one.due_on, f"Hạn báo cáo: {one.title}", one.get_absolute_url()
        )


def _replies(scope: Scope, first: date, last: date) -> Iterator[Deadline]:
    """How many citizens are to be answered by a day: not who, not about what."""
    owed = Handling.objects.visible_to(scope).owed().filter(reply_by__range=(first, last))
    rows = owed.order_by("reply_by").values_list("reply_by").annotate(
        Count("reception", distinct=True)
    )[:MOST]  # fmt: skip
    for day, number in rows:
        yield Deadline(
            f"tra-loi-{day:%Y%m%d}", day, f"Hạn trả lời công dân: {number} lượt tiếp",
            f"{href('receptions:register')}?tra_loi=cho",
        )  # fmt: skip


def _terms(scope: Scope, first: date, last: date) -> Iterator[Deadline]:
    """How many legal deadlines end on a day: not whose, not about what."""
    owed = LegalTerm.objects.visible_to(scope).owed().between(first, last)
    rows = owed.order_by("due_on").values_list("due_on").annotate(Count("pk"))[:MOST]
    for day, number in rows:
        yield Deadline(
            f"don-thu-{day:%Y%m%d}", day, f"Hạn xử lý, giải quyết đơn thư: {number} việc",
            f"{href('submissions:terms')}?tu={day:%d/%m/%Y}&den={day:%d/%m/%Y}",
        )  # fmt: skip


def _days(scope: Scope, first: date, last: date) -> Iterator[Deadline]:
    planned = ReceptionDay.objects.visible_to(scope).planned_from(first).filter(day__lte=last)
    for one in planned[:MOST]:
        yield Deadline(
            f"tiep-dan-{one.pk}", one.day, f"Tiếp công dân định kỳ: {one.get_host_display()}",
            href("receptions:days"),
        )  # fmt: skip
