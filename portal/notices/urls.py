from django.urls import path

from portal.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("da-doc/", views.mark_all_read, name="mark_all_read"),
]
