from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("tai-khoan/", views.profile, name="profile"),
    path("tai-khoan/dang-nhap/", views.log_in, name="login"),
    path("tai-khoan/dang-xuat/", views.log_out, name="logout"),
    path("tai-khoan/mat-khau/", views.password, name="password"),
    path("tai-khoan/vi-tri/", views.postings, name="postings"),
    path("quan-tri/nguoi-dung/", views.user_list, name="users"),
    path("quan-tri/nguoi-dung/moi/", views.user_new, name="user_new"),
    path("quan-tri/nguoi-dung/<int:pk>/", views.user_edit, name="user"),
    path("quan-tri/nguoi-dung/<int:pk>/cap-lai-mat-khau/", views.user_reset, name="user_reset"),
    path("quan-tri/nguoi-dung/<int:pk>/phan-cong/", views.posting_new, name="posting_new"),
    path("quan-tri/phan-cong/<int:pk>/ket-thuc/", views.posting_end, name="posting_end"),
    path("don-vi/<int:pk>/nguoi/", views.unit_people, name="unit_people"),
]
