"""Bring the database up to date before the programs start: tables and what comes with the code."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from portal.startup import CannotStartError, prepare_database


class Command(BaseCommand):
    help = "Tạo hoặc cập nhật các bảng, nạp đơn vị, ngày nghỉ, mẫu phiếu và biểu."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            prepare_database(self.stdout.write)
        except CannotStartError as error:
            sys.exit(str(error))
        self.stdout.write("Cơ sở dữ liệu đã sẵn sàng.")
