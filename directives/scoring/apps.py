from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "directives.scoring"
    label = "scoring"
