"""Checking a printed hash: anyone who holds a paper may ask whether the portal froze it so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from portal.access import public
from portal.htmx import render
from portal.limits.actions import insist, miss
from portal.limits.http import from_here, limited
from portal.limits.policy import PUBLIC_PAGE, VERIFY_CODE
from portal.reports.models import Report

_WHY = "người cầm bản in được đối chiếu mã kiểm tra; trang chỉ nói tên đơn vị, năm và ngày gửi"


@public(because=_WHY)
@limited(PUBLIC_PAGE)
@require_GET
def verify_form(request: HttpRequest) -> HttpResponse:
    typed = "".join(request.GET.get("ma", "").split()).lower()
    if typed.isalnum() and typed.isascii():
        return redirect("reports:verify", digest=typed)
    return render(request, "reports/verify.html", {"asked": bool(typed)})


@public(because=_WHY)
@limited(PUBLIC_PAGE)
@require_GET
def verify(request: HttpRequest, digest: str) -> HttpResponse:
    insist(VERIFY_CODE, from_here(request))
    found = Report.objects.public_with_digest(digest).for_list().first()
    if found is None:
        miss(VERIFY_CODE, from_here(request))
    status = 200 if found else 404
    return render(
        request,
        "reports/verify.html",
        {"asked": True, "digest": digest, "report": found},
        status=status,
    )
