from django.urls import path

from citizens.submissions.models import Submission
from citizens.submissions.views import book, papers
from portal.access import Power
from portal.audit.history import history_of

app_name = "submissions"
urlpatterns = [
    path("", book.book, name="book"),
    path("xuat/", book.export, name="export"),
    path("moi/", papers.new, name="new"),
    path("<int:pk>/", papers.submission, name="submission"),
    path("<int:pk>/sua/", papers.correct, name="correct"),
    path("<int:pk>/xu-ly/", papers.decide, name="decide"),
    path("<int:pk>/huy/", papers.void, name="void"),
    path(
        "<int:pk>/lich-su/",
        history_of(Submission, Power.RECEPTION_READ),
        name="submission_history",
    ),
]
