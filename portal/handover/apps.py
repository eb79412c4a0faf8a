from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HandoverConfig(AppConfig):
    name = "portal.handover"
    label = "handover"

    def ready(self) -> None:
        """Make every room's open work known."""
        autodiscover_modules("open_work")
