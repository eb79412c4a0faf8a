from django.urls import path

from portal.exports import views

app_name = "exports"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/tai/", views.download, name="download"),
]
