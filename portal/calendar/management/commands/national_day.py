"""Mark a day of the nation, or take one back, when the centre announces it between two releases."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.calendar.actions import Announced, add_day_off, remove_day_off
from portal.calendar.clock import now
from portal.calendar.models import DayOff
from portal.calendar.rules import DayKind


class Command(BaseCommand):
    help = "Thêm hoặc bỏ một ngày nghỉ, ngày làm bù của cả nước; hạn đang mở được dời theo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("day", type=date.fromisoformat, help="ví dụ 2027-04-30")
        parser.add_argument("--kind", choices=DayKind.values, default=DayKind.HOLIDAY.value)
        parser.add_argument("--name", default="", help="tên ngày, ví dụ 'Nghỉ hoán đổi'")
        parser.add_argument("--decision", default="", help="văn bản của trung ương; trống: chưa rõ")
        parser.add_argument(
            "--uncertain", action="store_true", help="chưa có quyết định chính thức"
        )
        parser.add_argument("--take-back", action="store_true", help="bỏ ngày này khỏi lịch")

    def handle(self, *args: Any, day: date, **asked: Any) -> None:
        if asked["take_back"]:
            self._say(f"Đã bỏ {day:%d/%m/%Y}.", _taken_back(day))
            return
        try:
            made = add_day_off(
                day=day, kind=DayKind(asked["kind"]), name=asked["name"],
                decision=asked["decision"], province_id=None, certain=not asked["uncertain"],
                by=None,
            )  # fmt: skip
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self._say(f"Đã thêm {made.day_off}.", made)

    def _say(self, done: str, announced: Announced) -> None:
        later = "Hạn đang mở được dời bằng việc chạy nền." if announced.job else ""
        self.stdout.write(f"{done} {later or f'{announced.moved} hạn đã dời.'}")


def _taken_back(day: date) -> Announced:
    row = DayOff.objects.national_on(day)
    if row is None:
        raise CommandError("Lịch cả nước không có ngày này.")
    return remove_day_off(day_off=row, by=None, at=now())
