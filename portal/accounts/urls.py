from django.urls import path

from portal.access import Power
from portal.accounts.models import Posting, User
from portal.accounts.views import (
    account,
    addresses,
    login,
    newcomers,
    people,
    postings,
    roster,
    second_step,
    sessions,
    slips,
)
from portal.audit.history import Openness, history_of

app_name = "accounts"
urlpatterns = [
    path("tai-khoan/", account.profile, name="profile"),
    path("tai-khoan/dang-nhap/", login.log_in, name="login"),
    path("tai-khoan/dat-mat-khau/", slips.set_password, name="set_password"),
    path("tai-khoan/dang-xuat/", login.log_out, name="logout"),
    path("tai-khoan/mat-khau/", account.password, name="password"),
    path("tai-khoan/thu-dien-tu/", addresses.address, name="address"),
    path("tai-khoan/thu-dien-tu/gui-lai/", addresses.ask_again, name="address_ask"),
    path("tai-khoan/thu-dien-tu/xac-nhan/<str:code>/", addresses.confirm, name="address_confirm"),
    path("tai-khoan/vi-tri/", account.postings, name="postings"),
    path("tai-khoan/dang-nhap/ma/", second_step.check, name="second_step_check"),
    path("tai-khoan/dang-nhap/ma-du-phong/", second_step.recover, name="second_step_recover"),
    path("tai-khoan/hai-buoc/", second_step.overview, name="second_step"),
    path("tai-khoan/hai-buoc/thiet-lap/", second_step.set_up, name="second_step_set_up"),
    path("tai-khoan/hai-buoc/ma-du-phong/", second_step.new_codes, name="second_step_codes"),
    path("tai-khoan/hai-buoc/tat/", second_step.turn_off, name="second_step_off"),
    path("tai-khoan/phien/", sessions.mine, name="sessions"),
    path("tai-khoan/phien/ket-thuc-phien-khac/", sessions.end_others, name="sessions_end_others"),
    path("tai-khoan/phien/<str:handle>/ket-thuc/", sessions.end, name="session_end"),
    path("quan-tri/nguoi-dung/", people.user_list, name="users"),
    path("quan-tri/nguoi-dung/phieu/", slips.issue, name="slips"),
    path("quan-tri/nguoi-dung/chua-dang-nhap/", newcomers.never_logged_in, name="never_logged_in"),
    path(
        "quan-tri/nguoi-dung/chua-dang-nhap/xuat/", newcomers.export, name="never_logged_in_export"
    ),
    path("quan-tri/nguoi-dung/nhap/", roster.roster, name="roster"),
    path("quan-tri/nguoi-dung/nhap/mau/", roster.template, name="roster_template"),
    path("quan-tri/nguoi-dung/nhap/ghi/", roster.take_in, name="roster_take_in"),
    path("quan-tri/nguoi-dung/nhap/dong-can-sua/", roster.bad_lines, name="roster_bad_lines"),
    path("quan-tri/nguoi-dung/moi/", people.user_new, name="user_new"),
    path("quan-tri/nguoi-dung/<int:pk>/", people.user_edit, name="user"),
    path("quan-tri/nguoi-dung/<int:pk>/phan-cong/", postings.posting_new, name="posting_new"),
    path("quan-tri/nguoi-dung/<int:pk>/bao-mat/", sessions.security, name="security"),
    path("quan-tri/nguoi-dung/<int:pk>/go-hai-buoc/", second_step.reset, name="second_step_reset"),
    path("quan-tri/nguoi-dung/<int:pk>/ket-thuc-phien/", sessions.end_all, name="sessions_end_all"),
    path("quan-tri/phan-cong/sap-het/", postings.ending, name="ending"),
    path("quan-tri/phan-cong/<int:pk>/ket-thuc/", postings.posting_end, name="posting_end"),
    path("don-vi/<int:pk>/nguoi/", people.unit_people, name="unit_people"),
    path(
        "quan-tri/nguoi-dung/<int:pk>/lich-su/",
        history_of(User, Power.USER_MANAGE, openness=Openness.VALUES, kind="tài khoản"),
        name="user_history",
    ),
    path(
        "quan-tri/phan-cong/<int:pk>/lich-su/",
        history_of(Posting, Power.USER_MANAGE, openness=Openness.VALUES, kind="phân công"),
        name="posting_history",
    ),
]
