"""What a day marked later moves of submissions: every legal deadline that is open."""

from collections.abc import Iterator, Mapping
from datetime import date

from citizens.receptions.models import Matter
from citizens.submissions.deadlines import TERMS, deadline_of
from citizens.submissions.models import LegalTerm
from portal.access import Power, Scope
from portal.calendar.redating import Change, Move, RedatedRows, redated
from portal.lists import in_batches
from portal.notices.actions import tell_organisations
from portal.notices.kinds import NoticeKind


@redated
class LegalTerms(RedatedRows):
    key = TERMS
    label = "Thời hạn đơn thư"

    def moves(self, change: Change) -> Iterator[Move]:
        for row in in_batches(LegalTerm.objects.owed_over(change.day).for_deadlines()):
            office = row.holder
            assert office is not None  # somebody holds each matter
            province = office.unit.province.pk
            if not change.concerns(province):
                continue
            before = deadline_of(row, change.before.of(province)).last_day
            after = deadline_of(row, change.after.of(province)).last_day
            if before != after and row.due_on != after:
                title = f"{row.get_step_display()}, vụ việc {row.matter_id}"
                yield Move(row, office.pk, title, row.get_absolute_url(), row.due_on, after)

    def move(self, move: Move, *, because: str, by: Scope | None) -> Matter | None:
        row = LegalTerm.objects.owed().filter(pk=move.row.pk, due_on=move.before)
        return move.row.matter if row.update(due_on=move.after) else None  # type: ignore[attr-defined]

    def tell(self, moved: Mapping[int, int], *, text: str, key: str, href: str, on: date) -> None:
        tell_organisations(
            moved, Power.RECEPTION_WRITE, kind=NoticeKind.REDATED, text=text, key=key, href=href,
            on=on,
        )  # fmt: skip
