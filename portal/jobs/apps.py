from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "portal.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Make every kind of job known: pages name them, the scheduler hands them out."""
        autodiscover_modules("tasks")
