from celery import shared_task
from django.utils import timezone

from portal.files.actions import sweep_files


@shared_task(name="files.sweep")
def sweep() -> None:
    """Remove the files that a killed process wrote and never named in a row."""
    sweep_files(at=timezone.now())
