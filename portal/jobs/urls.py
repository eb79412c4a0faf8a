from django.urls import path

from portal.audit.history import Openness, history_of
from portal.jobs import views
from portal.jobs.models import Job

app_name = "jobs"
urlpatterns = [
    path("quan-tri/cong-viec-nen/", views.job_list, name="list"),
    path("quan-tri/cong-viec-nen/<int:pk>/", views.job_detail, name="detail"),
    path("quan-tri/cong-viec-nen/<int:pk>/huy/", views.job_cancel, name="cancel"),
    path("quan-tri/cong-viec-nen/<int:pk>/thu-lai/", views.job_retry, name="retry"),
    path(
        "quan-tri/cong-viec-nen/<int:pk>/lich-su/",
        history_of(Job, openness=Openness.VALUES, kind="công việc"),
        name="history",
    ),
]
