from django.urls import path

from citizens.returns import views

app_name = "returns"
urlpatterns = [
    path("", views.form, name="form"),
    path("xuat/", views.export, name="export"),
]
