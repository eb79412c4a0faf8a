from django.urls import path

from portal.keys import views

app_name = "keys"
urlpatterns = [
    path("quan-tri/khoa/", views.key_list, name="list"),
    path("quan-tri/khoa/thay/", views.rotate, name="rotate"),
]
