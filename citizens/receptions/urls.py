from django.urls import path

from citizens.receptions.models import Matter, Reception, ReceptionDay
from citizens.receptions.views import counter, days, matters, old_books, register, visits
from portal.access import Power
from portal.audit.history import history_of

app_name = "receptions"
urlpatterns = [
    path("", register.register, name="register"),
    path("xuat/", register.export, name="export"),
    path("nhap-so-cu/", old_books.preview, name="old_book"),
    path("nhap-so-cu/ghi/", old_books.take_in, name="take_in_book"),
    path("nhap-so-cu/mau/", old_books.blank, name="blank_book"),
    path("in-so/", register.print_out, name="print"),
    path("tim-nguoi/", register.find, name="find"),
    path("moi/", counter.new, name="new"),
    path("<int:pk>/", visits.visit, name="visit"),
    path("<int:pk>/sua/", visits.correct, name="correct"),
    path("<int:pk>/them-vu-viec/", visits.add_case, name="add_case"),
    path("<int:pk>/huy/", visits.void, name="void"),
    path("nguoi/<int:pk>/so-giay-to/", visits.unmask, name="unmask"),
    path("xu-ly/<int:pk>/", matters.follow, name="follow"),
    path("vu-viec/", matters.matters, name="matters"),
    path("vu-viec/<int:pk>/", matters.matter, name="matter"),
    path("vu-viec/<int:pk>/sua/", matters.rewrite, name="rewrite"),
    path("vu-viec/<int:pk>/phan-loai/", matters.classify, name="classify"),
    path("vu-viec/<int:pk>/chuyen/", matters.hand_over, name="hand_over"),
    path("vu-viec/<int:pk>/nhan-ke-thua/", matters.take_over, name="take_over"),
    path("lich/", days.days, name="days"),
    path("lich/<int:pk>/", days.day, name="day"),
    path(
        "<int:pk>/lich-su/",
        history_of(
            Reception, Power.RECEPTION_READ, guarded={"reception.unmask": Power.IDENTITY_UNMASK}
        ),
        name="visit_history",
    ),
    path(
        "vu-viec/<int:pk>/lich-su/", history_of(Matter, Power.RECEPTION_READ), name="matter_history"
    ),
    path(
        "lich/<int:pk>/lich-su/", history_of(ReceptionDay, Power.RECEPTION_READ), name="day_history"
    ),
]
