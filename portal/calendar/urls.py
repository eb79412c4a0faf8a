from django.urls import path

from portal.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.year, name="year"),
    path("<int:year>/", views.year, name="year"),
    path("them/", views.add, name="add"),
    path("ngay/<int:pk>/bo/", views.remove, name="remove"),
]
