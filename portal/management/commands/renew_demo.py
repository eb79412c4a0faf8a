"""Throw the demo's data away and make it anew. Touches nothing but the demo's own folder."""

import shutil
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from portal.startup import CannotStartError, make_data_folder, only_one_here, prepare_database


class Command(BaseCommand):
    help = "Làm lại từ đầu dữ liệu của tỉnh trình diễn."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_what_is_no_demo()
            make_data_folder()
            with only_one_here():
                remove_data()
                prepare_database(self.stdout.write)
        except CannotStartError as error:
            sys.exit(str(error))
        self.stdout.write("Đã làm lại dữ liệu trình diễn.")


def refuse_what_is_no_demo() -> None:
    if not settings.DEMO:
        raise CannotStartError("Chỉ làm lại dữ liệu trình diễn: hãy chạy `make demo`.")
    database = settings.DATABASES["default"]
    if not str(database["NAME"]).startswith(str(settings.DATA_DIR)):
        raise CannotStartError(
            "DATABASE_URL đang trỏ tới một cơ sở dữ liệu khác: lệnh này chỉ xóa cơ sở dữ liệu kèm"
            " theo của bản trình diễn."
        )


def remove_data() -> None:
    """Remove the database and the kept files; the keys and the built static files stay."""
    connection.close()
    for path in settings.DATA_DIR.glob("portal.sqlite3*"):
        path.unlink()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
