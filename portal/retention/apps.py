from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RetentionConfig(AppConfig):
    name = "portal.retention"
    label = "retention"

    def ready(self) -> None:
        """Make every room's classes known: what may be destroyed once its period is over."""
        autodiscover_modules("retained")
