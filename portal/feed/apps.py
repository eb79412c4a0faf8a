from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "portal.feed"
    label = "feed"
    verbose_name = "Lịch hạn việc"
    default_auto_field = "django.db.models.BigAutoField"
