"""Bring the database up to date before the programs start: tables, units, days off."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from portal.startup import CannotStartError, prepare_database


class Command(BaseCommand):
    help = "Tạo hoặc cập nhật các bảng, nạp đơn vị hành chính và ngày nghỉ."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            prepare_database(self.stdout.write)
        except CannotStartError as error:
            sys.exit(str(error))
        self.stdout.write("Cơ sở dữ liệu đã sẵn sàng.")
