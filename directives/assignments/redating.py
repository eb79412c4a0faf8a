"""What a day marked later moves of the assignments: open work whose named day rolls off days off.

Work that was given more time has a day that somebody decided, and keeps it.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from directives.assignments.actions.provinces import mark
from directives.assignments.deadlines import ASSIGNMENTS
from directives.assignments.kinds import EntryKind
from directives.assignments.models import Assignment, ProgressEntry
from directives.assignments.rules import rolled
from portal.access import Power, Scope
from portal.calendar.redating import Change, Move, RedatedRows, redated
from portal.calendar.rules import Moved, Rolling
from portal.lists import in_batches
from portal.notices.actions import tell_organisations
from portal.notices.kinds import NoticeKind


@redated
class RollingWork(RedatedRows):
    key = ASSIGNMENTS
    label = "Nhiệm vụ được giao"

    def moves(self, change: Change) -> Iterator[Move]:
        for row in in_batches(
            Assignment.objects.with_commune().rolling_near(change.day).for_list()
        ):
            province = row.organisation.unit.province.pk
            if row.due_on is None or not change.concerns(province):
                continue
            rolling, named = Rolling(row.rolling), row.named_due_on
            before = rolled(named, rolling, change.before.of(province))
            after = rolled(named, rolling, change.after.of(province))
            if after is not None and before != after and row.due_on != after:
                title, href = f"Nhiệm vụ theo {row.duty.directive.title}", row.get_absolute_url()
                yield Move(row, row.organisation_id, title, href, row.due_on, after)

    def move(self, move: Move, *, because: str, by: Scope | None) -> Assignment | None:
        held = Assignment.objects.with_commune().filter(
            pk=move.row.pk, due_on=move.before, original_due_on=move.before
        )
        if not held.update(due_on=move.after, original_due_on=move.after):
            return None
        work = Assignment.objects.select_related("duty__directive").get(pk=move.row.pk)
        mark(work.duty, [work.organisation_id])
        ProgressEntry.objects.create(
            assignment=work, kind=EntryKind.REDATE, note=Moved(move.before, move.after, because).sentence,
            by_user_id=by.user_id if by else None, by_name=by.name if by else "Hệ thống",
            by_organisation_id=by.organisation_id if by else None,
        )  # fmt: skip
        return work

    def tell(self, moved: Mapping[int, int], *, text: str, key: str, href: str, on: date) -> None:
        tell_organisations(
            moved,
            Power.ASSIGNMENT_WORK,
            kind=NoticeKind.REDATED,
            text=text,
            key=key,
            href=href,
            on=on,
        )
