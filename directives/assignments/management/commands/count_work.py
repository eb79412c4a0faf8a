"""Count again how much work each organisation was given and has done, as the boards read it."""

from typing import Any

from django.core.management.base import BaseCommand

from directives.assignments.actions import count_all_again


class Command(BaseCommand):
    help = "Đếm lại số nhiệm vụ của từng đơn vị theo từng văn bản, mà bảng theo dõi đọc."

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        wrong = count_all_again()
        if verbosity:
            self.stdout.write(f"{wrong} số đếm đã sửa.")
