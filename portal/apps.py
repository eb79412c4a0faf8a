from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What every app shares: template tags and management commands."""

    name = "portal"
    label = "portal"
