from django.apps import AppConfig


class ReceptionsConfig(AppConfig):
    name = "citizens.receptions"
    label = "receptions"
