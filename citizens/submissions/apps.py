from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "citizens.submissions"
    label = "submissions"

    def ready(self) -> None:
        # Registers what visits bring along, and what the calendar moves.
        from citizens.submissions import joining, redating  # noqa: F401
