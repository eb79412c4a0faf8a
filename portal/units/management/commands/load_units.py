"""`manage.py load_units`: put the administrative map into the database."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.units.actions import load_units

_LINES = (
    "Từ 01/7/2025: {provinces} tỉnh, thành phố; {communes} xã, phường, đặc khu.",
    "Đến 30/6/2025: {provinces_before} tỉnh, thành phố; {districts_before} huyện; "
    "{communes_before} xã, phường, thị trấn.",
    "{units} đơn vị, {names} tên, {successions} quan hệ kế thừa, "
    "{organisations} cơ quan, {reach} dòng phạm vi.",
)


class Command(BaseCommand):
    help = "Nạp danh mục đơn vị hành chính; nạp lại cùng dữ liệu thì không thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        load, did_anything = load_units()
        if not did_anything:
            self.stdout.write("Danh mục đơn vị hành chính đã là bản mới nhất.")
        for line in _LINES:
            self.stdout.write(line.format(**load.counts))
