from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.calendar.clock import today
from portal.retention.figures import due
from portal.units.models import AdministrativeUnit


class Command(BaseCommand):
    help = "Say what is past its retention period in a province. Destroys nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("province", help="code of the province, two digits")

    def handle(self, *args: Any, province: str, **options: Any) -> None:
        unit = AdministrativeUnit.objects.provinces().on(today()).get(code=province)
        for one in due(unit.pk, on=today()):
            until = f"đến hết {one.up_to:%d/%m/%Y}" if one.up_to else "không hủy"
            label = one.period.label if one.period else "chưa xác định"
            source = one.period.source if one.period else ""
            self.stdout.write(f"{one.title}: {one.rows} dòng, {until}; thời hạn {label} ({source})")
