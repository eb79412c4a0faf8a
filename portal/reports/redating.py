"""What a day marked later moves of the reports: due dates of open ones whose form lets them roll."""

from collections.abc import Iterator, Mapping
from datetime import date

from portal.access import Power, Scope
from portal.calendar.redating import Change, Move, RedatedRows, redated
from portal.calendar.rules import Rolling
from portal.lists import in_batches
from portal.notices.actions import tell_organisations
from portal.notices.kinds import NoticeKind
from portal.reports.deadlines import REPORTS
from portal.reports.models import Report


@redated
class DueReports(RedatedRows):
    key = REPORTS
    label = "Báo cáo phải gửi"

    def moves(self, change: Change) -> Iterator[Move]:
        for row in in_batches(Report.objects.open().due_near(change.day).for_list()):
            window, province = row.outline.window, row.organisation.unit.province.pk
            if window.rolling is Rolling.NONE or not change.concerns(province):
                continue
            before = window.deadline(row.year, change.before.of(province)).last_day
            after = window.deadline(row.year, change.after.of(province)).last_day
            if before != after and row.due_on != after:
                href, organisation = row.get_absolute_url(), row.organisation_id
                yield Move(row, organisation, row.title, href, row.due_on, after)

    def move(self, move: Move, *, because: str, by: Scope | None) -> Report | None:
        row = Report.objects.open().filter(pk=move.row.pk, due_on=move.before)
        moved = row.update(due_on=move.after)
        return Report.objects.get(pk=move.row.pk) if moved else None

    def tell(self, moved: Mapping[int, int], *, text: str, key: str, href: str, on: date) -> None:
        tell_organisations(
            moved, Power.REPORT_WRITE, kind=NoticeKind.REDATED, text=text, key=key, href=href, on=on
        )
