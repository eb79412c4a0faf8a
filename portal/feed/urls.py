from django.urls import path

from portal.feed import views

app_name = "feed"
urlpatterns = [
    path("tai-khoan/lich/", views.link, name="link"),
    path("tai-khoan/lich/thu-hoi/", views.revoke, name="revoke"),
    path("lich/<str:token>.ics", views.calendar, name="calendar"),
]
