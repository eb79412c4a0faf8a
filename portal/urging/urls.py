from django.urls import path

from portal.urging import views

app_name = "urging"
urlpatterns = [
    path("van-ban/<int:directive_pk>/", views.urge, name="urge"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/pdf/", views.download, name="download"),
]
