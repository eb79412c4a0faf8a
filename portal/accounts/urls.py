from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.log_in, name="login"),
    path("dang-xuat/", views.log_out, name="logout"),
    path("mat-khau/", views.password, name="password"),
    path("phan-cong/", views.postings, name="postings"),
    path("nguoi-dung/", views.user_list, name="users"),
    path("nguoi-dung/moi/", views.user_new, name="user_new"),
    path("nguoi-dung/<int:pk>/", views.user_edit, name="user"),
    path("nguoi-dung/<int:pk>/cap-lai-mat-khau/", views.user_reset, name="user_reset"),
    path("nguoi-dung/<int:pk>/phan-cong/", views.posting_new, name="posting_new"),
    path("phan-cong/<int:pk>/ket-thuc/", views.posting_end, name="posting_end"),
]
