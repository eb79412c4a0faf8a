"""Every address of the portal, by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal.home.urls")),
    path("", include("portal.accounts.urls")),
    path("quan-tri/phan-cong/", include("portal.handover.urls")),
    path("", include("portal.jobs.urls")),
    path("", include("portal.audit.urls")),
    path("", include("portal.keys.urls")),
    path("", include("portal.retention.urls")),
    path("", include("portal.reports.urls")),
    path("van-ban/", include("directives.registry.urls")),
    path("nhiem-vu/", include("directives.assignments.urls")),
    path("tiep-cong-dan/", include("citizens.receptions.urls")),
    path("don-thu/", include("citizens.submissions.urls")),
    path("quan-ly-khieu-nai-to-cao/", include("citizens.oversight.urls")),
    path("bieu-thong-ke/", include("citizens.returns.urls")),
    path("khao-sat/", include("citizens.surveys.urls")),
    path("xuat-bang/", include("portal.exports.urls")),
    path("", include("portal.feed.urls")),
    path("don-doc/", include("portal.urging.urls")),
    path("don-vi/", include("portal.units.urls")),
    path("thong-bao/", include("portal.notices.urls")),
    path("lich-lam-viec/", include("portal.calendar.urls")),
]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"
