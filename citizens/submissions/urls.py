from django.urls import path

from citizens.submissions.models import Settlement, Submission
from citizens.submissions.views import book, numbers, official, papers, results, settlements
from portal.access import Power
from portal.audit.history import history_of

app_name = "submissions"
urlpatterns = [
    path("", book.book, name="book"),
    path("xuat/", book.export, name="export"),
    path("moi/", papers.new, name="new"),
    path("thoi-han/", settlements.terms, name="terms"),
    path("vu-viec/<int:pk>/giai-quyet-ton/", settlements.carry_in, name="carry_in"),
    path("giai-quyet/", results.settlements, name="settlements"),
    path("giai-quyet/xuat/", results.export, name="export_settlements"),
    path("vu-viec/", results.cases, name="cases"),
    path("giai-quyet/<int:pk>/", settlements.settlement, name="settlement"),
    path("giai-quyet/<int:pk>/thoi-han/", settlements.term, name="term"),
    path("giai-quyet/<int:pk>/tam-dinh-chi/", settlements.suspend, name="suspend"),
    path("giai-quyet/<int:pk>/tiep-tuc/", settlements.resume, name="resume"),
    path("giai-quyet/<int:pk>/ket-qua/", settlements.end, name="end"),
    path("giai-quyet/<int:pk>/thi-hanh/", settlements.execute, name="execute"),
    path(
        "giai-quyet/<int:pk>/lich-su/",
        history_of(Settlement, Power.RECEPTION_READ),
        name="settlement_history",
    ),
    path("<int:pk>/", papers.submission, name="submission"),
    path("<int:pk>/sua/", papers.correct, name="correct"),
    path("<int:pk>/giay-to/<slug:kind>/<slug:suffix>/", official.download, name="official"),
    path(
        "luot-tiep/<int:pk>/giay-to/<slug:kind>/<slug:suffix>/",
        official.download_of_visit,
        name="official_of_visit",
    ),
    path("<int:pk>/xu-ly/", papers.decide, name="decide"),
    path("<int:pk>/huy/", papers.void, name="void"),
    path("nguoi/<int:pk>/so-giay-to/", numbers.unmask, name="unmask"),
    path(
        "<int:pk>/lich-su/",
        history_of(
            Submission, Power.RECEPTION_READ, guarded={"submission.unmask": Power.IDENTITY_UNMASK}
        ),
        name="submission_history",
    ),
]
