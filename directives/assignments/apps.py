from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "directives.assignments"
    label = "assignments"
