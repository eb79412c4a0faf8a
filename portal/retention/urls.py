from django.urls import path

from portal.access import Power
from portal.audit.history import history_of
from portal.retention import views
from portal.retention.models import DestructionDecision

app_name = "retention"
urlpatterns = [
    path("quan-tri/luu-tru/", views.overview, name="overview"),
    path("quan-tri/luu-tru/de-nghi/", views.propose, name="propose"),
    path("quan-tri/luu-tru/<int:pk>/", views.decision, name="decision"),
    path("quan-tri/luu-tru/<int:pk>/duyet/", views.approve, name="approve"),
    path(
        "quan-tri/luu-tru/<int:pk>/lich-su/",
        history_of(DestructionDecision, Power.RETENTION_MANAGE),
        name="history",
    ),
]
