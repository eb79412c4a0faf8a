from django.apps import AppConfig


class UrgingConfig(AppConfig):
    name = "portal.urging"
    label = "urging"
    verbose_name = "Công văn đôn đốc"
    default_auto_field = "django.db.models.BigAutoField"
