"""Fill an empty PostgreSQL with a whole invented country, to measure and to look around in."""

import resource
import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.calendar.clock import today
from portal.scale import PASSWORD, Sizes, seats, why_refused
from portal.scale import seed as fill


class Command(BaseCommand):
    help = "Nạp cả nước dữ liệu bịa để đo tải, vào một cơ sở dữ liệu PostgreSQL trống."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=float, default=1.0, help="phần của cả nước, ví dụ 0.01")
        parser.add_argument("--seed", type=int, default=2026, help="cùng số thì cùng dữ liệu")
        parser.add_argument("--on", type=date.fromisoformat, help="ngày hôm nay của dữ liệu")

    def handle(self, *args: Any, scale: float, seed: int, **options: Any) -> None:
        if not 0 < scale <= 10:
            raise CommandError("--scale là một số lớn hơn 0, nhiều nhất 10.")
        if reason := why_refused():
            raise CommandError(reason)
        began = time.monotonic()
        fill(sizes=Sizes().part(scale), seed=seed, on=options["on"] or today())
        minutes, seconds = divmod(int(time.monotonic() - began), 60)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.stdout.write(
            f"Đã nạp trong {minutes} phút {seconds} giây, bộ nhớ cao nhất {peak} MiB."
        )
        self.stdout.write(f"Mật khẩu của mọi tài khoản: {PASSWORD}")
        for seat in seats():
            self.stdout.write(f"  {seat.username:<16} {seat.role.label}, {seat.place}")
