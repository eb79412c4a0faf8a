"""Close what hand-overs left open at the giver before a hand-over was a "chuyển đơn" itself."""

from typing import Any

from django.core.management.base import BaseCommand

from citizens.submissions.actions.left_open import close_left_open
from portal.calendar.clock import today


class Command(BaseCommand):
    help = "Ghi “chuyển đơn” cho đơn, lượt tiếp còn mở ở cơ quan đã chuyển vụ việc. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        papers, visits = close_left_open(on=today())
        self.stdout.write(f"Đã ghi chuyển đơn: {papers} đơn, {visits} lượt tiếp.")
