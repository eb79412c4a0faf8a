from django.apps import AppConfig

from portal.forms import speak_plainly


class PortalConfig(AppConfig):
    """What every app shares: template tags and management commands."""

    name = "portal"
    label = "portal"

    def ready(self) -> None:
        speak_plainly()
