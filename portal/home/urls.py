from django.urls import path

from portal.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("tim-kiem/", views.find, name="search"),
    path("quan-tri/", views.administration, name="administration"),
    path("suc-khoe/", views.health, name="health"),
]
