"""What a day marked later moves of the receptions: until when open matters must be answered.

A reception day that turns out to be a day off is not moved: its organisation is told, and plans anew.
The other clocks of a visit are computed when they are shown and follow the calendar by themselves.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from django.urls import reverse

from citizens.receptions.deadlines import REPLIES
from citizens.receptions.models import Handling, Reception, ReceptionDay
from citizens.receptions.rules import reply_deadline
from portal.access import Power, Scope
from portal.calendar.redating import Change, Move, RedatedRows, redated, told_of_changes
from portal.calendar.rules import is_working_day, spoken
from portal.lists import in_batches
from portal.notices.actions import tell_organisations
from portal.notices.kinds import NoticeKind


@redated
class Replies(RedatedRows):
    key = REPLIES
    label = "Trả lời công dân"

    def moves(self, change: Change) -> Iterator[Move]:
        known: dict[tuple[date, int], tuple[date, date]] = {}
        rows = Handling.objects.owed_over(change.day).for_deadlines()
        for row in in_batches(rows):
            visit, province = row.reception, row.reception.organisation.unit.province.pk
            if not change.concerns(province):
                continue
            asked = (visit.received_on, province)
            if asked not in known:
                known[asked] = (
                    reply_deadline(visit.received_on, change.before.of(province)).last_day,
                    reply_deadline(visit.received_on, change.after.of(province)).last_day,
                )
            before, after = known[asked]
            if before != after and row.reply_by != after:
                title = f"Trả lời lượt tiếp số {visit}"
                yield Move(
                    row, visit.organisation_id, title, visit.get_absolute_url(), row.reply_by, after
                )

    def move(self, move: Move, *, because: str, by: Scope | None) -> Reception | None:
        row = Handling.objects.owed().filter(pk=move.row.pk, reply_by=move.before)
        return move.row.reception if row.update(reply_by=move.after) else None  # type: ignore[attr-defined]

    def tell(self, moved: Mapping[int, int], *, text: str, key: str, href: str, on: date) -> None:
        tell_organisations(
            moved,
            Power.RECEPTION_WRITE,
            kind=NoticeKind.REDATED,
            text=text,
            key=key,
            href=href,
            on=on,
        )


@told_of_changes
def flag_reception_days(change: Change, on: date) -> None:
    """Tell each organisation that planned to receive on a day which is not worked any more."""
    planned = ReceptionDay.objects.planned_from(on).between(change.day, change.day).with_province()
    provinces = {one.organisation_id: one.organisation.unit.province.pk for one in planned}
    closed = {
        organisation: 1
        for organisation, province in provinces.items()
        if is_working_day(change.day, change.before.of(province))
        and not is_working_day(change.day, change.after.of(province))
    }
    if closed:
        tell_organisations(
            closed, Power.RECEPTION_WRITE, kind=NoticeKind.RECEPTION,
            text=f"Lịch tiếp công dân {spoken(change.day)} nay rơi vào ngày nghỉ vì {change.because}."
            " Hãy dời ngày và niêm yết lại.",
            key=f"redated:{change.key}:reception_day", href=reverse("receptions:days"), on=on,
            urgent=True,
        )  # fmt: skip
