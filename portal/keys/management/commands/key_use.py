from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.keys.figures import uses


class Command(BaseCommand):
    """Ask this before an old key is taken out of the settings."""

    help = "Say of each encryption and look-up key how many rows stand under it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--key", help="id of one key; exit code 1 while it is in use")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [one for one in uses() if options["key"] in (None, one.key_id)]
        for one in found:
            self.stdout.write(f"{one.key_id}  {one.purpose:8}  {one.rows:>10} dòng  {one.state}")
        if options["key"] and not found:
            raise CommandError(f"Không có khóa nào mang mã {options['key']}.")
        if options["key"] and any(one.writes or one.rows for one in found):
            raise CommandError(f"Khóa {options['key']} còn được dùng: đừng bỏ.")
