from django.urls import path

from portal.audit.history import Openness, history_of
from portal.calendar import views
from portal.calendar.models import DayOff

app_name = "calendar"
urlpatterns = [
    path("", views.year, name="year"),
    path("<int:year>/", views.year, name="year"),
    path("them/", views.add, name="add"),
    path("ngay/<int:pk>/bo/", views.remove, name="remove"),
    path("ngay/<int:pk>/lich-su/", history_of(DayOff, openness=Openness.VALUES), name="history"),
    path("ngay/<int:pk>/doi-han/", views.moved, name="moved"),
]
