"""The Celery application. Its one task carries out a row of `portal.jobs`; the database is the truth."""

import os
from contextlib import ExitStack
from typing import Any

from celery import Celery, bootsteps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class Presence(bootsteps.StartStopStep):
    """While a worker runs, its row among the background processes says so."""

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self._until_stop = ExitStack()

    def start(self, parent: Any) -> None:
        from portal.jobs.presence import worker_present

        self._until_stop.enter_context(worker_present())

    def stop(self, parent: Any) -> None:
        self._until_stop.close()


app.steps["worker"].add(Presence)
