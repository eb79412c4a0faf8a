from typing import Any

from django.core.management.base import BaseCommand

from portal.keys.actions import rotate_keys


class Command(BaseCommand):
    help = "Start the job that seals everything anew with the newest keys; a worker carries it out."

    def handle(self, *args: Any, **options: Any) -> None:
        job = rotate_keys(by=None)
        self.stdout.write(f"Công việc {job.pk}: {job.title} ({job.get_state_display().lower()}).")
