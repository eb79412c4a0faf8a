from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "directives.assignments"
    label = "assignments"

    def ready(self) -> None:
        from directives.assignments import redating  # noqa: F401  # registers what the calendar moves
