from django.urls import path

from portal.access import Power
from portal.audit.history import history_of
from portal.reports import views
from portal.reports.models import Report

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.report_list, name="list"),
    path("bao-cao/san-sang/", views.readiness, name="readiness"),
    path("bao-cao/<int:pk>/", views.report, name="report"),
    path("bao-cao/<int:pk>/soan/", views.write, name="write"),
    path("bao-cao/<int:pk>/dem-lai/", views.recount, name="recount"),
    path("bao-cao/<int:pk>/trinh-ky/", views.ask_to_sign, name="ask_to_sign"),
    path("bao-cao/<int:pk>/ky-gui/", views.sign, name="sign"),
    path("bao-cao/<int:pk>/tep/", views.files, name="files"),
    path("bao-cao/<int:pk>/tao-tep/", views.make_files, name="make_files"),
    path("bao-cao/<int:pk>/duyet/", views.approve, name="approve"),
    path("bao-cao/<int:pk>/tra-lai/", views.give_back, name="give_back"),
    path("bao-cao/<int:pk>/tep/<slug:suffix>/", views.download, name="download"),
    path("xac-minh/", views.verify_form, name="verify_form"),
    path("xac-minh/<slug:digest>/", views.verify, name="verify"),
    path("bao-cao/<int:pk>/lich-su/", history_of(Report, Power.REPORT_READ), name="history"),
]
