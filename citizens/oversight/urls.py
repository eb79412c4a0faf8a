from django.urls import path

from citizens.oversight import views
from citizens.oversight.models import Undertaking
from portal.access import Power
from portal.audit.history import history_of

app_name = "oversight"
urlpatterns = [
    path("", views.undertakings, name="list"),
    path("xuat/", views.export, name="export"),
    path("moi/", views.new, name="new"),
    path("<int:pk>/", views.undertaking, name="undertaking"),
    path("<int:pk>/sua/", views.correct, name="correct"),
    path("<int:pk>/huy/", views.void, name="void"),
    path("<int:pk>/lich-su/", history_of(Undertaking, Power.RECEPTION_READ), name="history"),
]
