from django.urls import path

from portal.handover import views

app_name = "handover"
urlpatterns = [
    path("<int:pk>/thay-mat/", views.leave, name="leave"),
    path("<int:pk>/ban-giao/", views.hand_over, name="hand_over"),
]
