from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KeysConfig(AppConfig):
    name = "portal.keys"
    label = "keys"

    def ready(self) -> None:
        """Make every room's sealed columns known to the rotation."""
        autodiscover_modules("sealed")
