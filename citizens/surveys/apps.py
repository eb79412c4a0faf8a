from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "citizens.surveys"
    label = "surveys"
