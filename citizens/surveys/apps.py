from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "citizens.surveys"
    label = "surveys"

    def ready(self) -> None:
        from citizens.surveys.rules.statistics import bring_in
        from portal.warming import warmed

        warmed(bring_in)
