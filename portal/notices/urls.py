from django.urls import path

from portal.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("da-doc/", views.mark_all_read, name="mark_all_read"),
    path("ban-tin/", views.choice, name="choice"),
    path("<int:pk>/", views.follow, name="follow"),
    path("<int:pk>/da-doc/", views.mark_one_read, name="mark_one_read"),
    path("<int:pk>/doi-vi-tri/", views.change_posting, name="change_posting"),
]
