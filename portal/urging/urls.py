from django.urls import path

from portal.urging import views

app_name = "urging"
urlpatterns = [
    path("van-ban/<int:directive_pk>/", views.urge, name="urge"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/tep/<slug:suffix>/", views.download, name="download"),
]
