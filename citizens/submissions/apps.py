from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "citizens.submissions"
    label = "submissions"

    def ready(self) -> None:
        from citizens.submissions import joining  # noqa: F401  # registers what visits bring along
