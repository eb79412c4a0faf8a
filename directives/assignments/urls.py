from django.urls import path

from directives.assignments import views
from directives.assignments.models import Assignment
from portal.access import Power
from portal.audit.history import Openness, history_of

app_name = "assignments"
urlpatterns = [
    path("", views.work_list, name="list"),
    path("xuat/", views.export, name="export"),
    path("nhap/", views.fill_in, name="fill_in"),
    path("nhap/ghi/", views.take_in, name="take_in"),
    path("bang/", views.board, name="board"),
    path("bang/ca-nuoc/", views.country, name="country"),
    path("bang/tong-hop/", views.roll_up, name="roll_up"),
    path("bang/xu-huong/", views.over_time, name="trend"),
    path("bang/xep-hang/", views.ranking, name="ranking"),
    path("giao/<int:duty_pk>/", views.assign, name="assign"),
    path("giao/<int:duty_pk>/thoi-tu-giao/", views.stop_repeating, name="stop_repeating"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/tiep-nhan/", views.acknowledge, name="acknowledge"),
    path("<int:pk>/tien-do/", views.report_progress, name="progress"),
    path("<int:pk>/hoan-thanh/", views.submit, name="submit"),
    path("<int:pk>/hoan-thanh/xac-nhan/", views.complete, name="complete"),
    path("<int:pk>/xin-tra-lai/", views.hand_back, name="hand_back"),
    path("<int:pk>/gia-han/", views.ask_more_time, name="ask_more_time"),
    path("<int:pk>/duyet/", views.accept, name="accept"),
    path("<int:pk>/tra-lai/", views.send_back, name="send_back"),
    path("<int:pk>/thu-hoi/", views.withdraw, name="withdraw"),
    path("<int:pk>/quyet-dinh-gia-han/", views.decide_extension, name="decide_extension"),
    path("<int:pk>/minh-chung/<int:attachment_pk>/", views.evidence, name="evidence"),
    path(
        "<int:pk>/lich-su/",
        history_of(Assignment, Power.ASSIGNMENT_OPEN, openness=Openness.VALUES),
        name="history",
    ),
]
