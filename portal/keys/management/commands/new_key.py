import os
import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

NAMES = ("IDENTITY_KEY", "LOOKUP_KEY")


class Command(BaseCommand):
    """Where the portal keeps its keys itself, the new one is put before the old; restart, then rotate."""

    help = "Make a new encryption or look-up key and set it as the newest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=NAMES)

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        if os.environ.get(name) or os.environ.get(f"{name}_FILE"):
            raise CommandError(
                f"{name} do máy chủ đặt: hãy thêm khóa mới vào trước các khóa cũ, cách nhau một dấu cách."
            )
        path = settings.KEY_DIR / name.lower()
        fresh = path.with_name(f".{path.name}.new")
        fresh.touch(mode=0o600)
        fresh.write_text(
            f"{secrets.token_urlsafe(48)}\n{path.read_text(encoding='ascii')}", "ascii"
        )
        fresh.replace(path)
        self.stdout.write(
            "Đã đặt khóa mới. Hãy khởi động lại mọi tiến trình, rồi chạy rotate_keys."
        )
