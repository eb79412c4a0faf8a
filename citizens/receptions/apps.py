from django.apps import AppConfig


class ReceptionsConfig(AppConfig):
    name = "citizens.receptions"
    label = "receptions"

    def ready(self) -> None:
        from citizens.receptions import redating  # noqa: F401  # registers what the calendar moves
