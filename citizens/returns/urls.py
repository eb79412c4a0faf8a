from django.urls import path

from citizens.returns import views
from citizens.returns.models import Confirmation
from portal.access import Power
from portal.audit.history import history_of

app_name = "returns"
urlpatterns = [
    path("", views.form, name="form"),
    path("xuat/", views.export, name="export"),
    path("xac-nhan/", views.confirm, name="confirm"),
    path("xac-nhan/<int:pk>/", views.confirmation, name="confirmation"),
    path("xac-nhan/<int:pk>/mo-lai/", views.reopen, name="reopen"),
    path(
        "xac-nhan/<int:pk>/lich-su/",
        history_of(Confirmation, Power.REPORT_READ),
        name="confirmation_history",
    ),
]
