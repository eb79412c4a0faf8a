from django.urls import path

from directives.registry.models import Duty, Stub
from directives.registry.views import correcting, entry, pages, questions, register, review, stubs
from portal.access import Power
from portal.audit.history import Openness, history_of

app_name = "registry"

urlpatterns = [
    path("", register.directive_list, name="list"),
    path("xuat/", register.export, name="export"),
    path("moi/", entry.new, name="new"),
    path("ban-quet/<int:pk>/", entry.scan, name="scan"),
    path("can-xac-nhan/", questions.queue, name="queue"),
    path("can-xac-nhan/<int:pk>/", questions.answer, name="answer"),
    path("can-xem-lai/dan-chieu/<int:pk>/", correcting.reference_seen, name="reference_seen"),
    path("can-xem-lai/nhiem-vu/<int:pk>/", correcting.duty_seen, name="duty_seen"),
    path("dang-cho/<int:pk>/", stubs.stub, name="stub"),
    path("dang-cho/<int:pk>/theo-doi/", stubs.follow, name="follow"),
    path("dang-cho/<int:pk>/thoi-theo-doi/", stubs.unfollow, name="unfollow"),
    path(
        "dang-cho/<int:pk>/lich-su/",
        history_of(Stub, Power.DIRECTIVE_READ, openness=Openness.NOTHING),
        name="stub_history",
    ),
    path("<int:pk>/", pages.directive, name="directive"),
    path("<int:pk>/lien-quan/", pages.relations, name="relations"),
    path("<int:pk>/nhiem-vu/", pages.duties, name="duties"),
    path("<int:pk>/lich-su/", pages.history, name="history"),
    path("<int:pk>/ban-chu/<int:ordinal>/", pages.text, name="text"),
    path("<int:pk>/tep/", pages.source, name="source"),
    path("<int:pk>/ra-soat/", review.review, name="review"),
    path("<int:pk>/sua-chu/", correcting.correct, name="correct"),
    path("<int:pk>/bo/", entry.discard, name="discard"),
    path(
        "nhiem-vu/<int:pk>/lich-su/",
        history_of(Duty, Power.DIRECTIVE_READ, openness=Openness.NOTHING),
        name="duty_history",
    ),
]
