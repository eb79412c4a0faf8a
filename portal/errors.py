"""Pages of errors, in Vietnamese; `portal.urls` names them as its handlers.

None of them tells whether a row exists: what is outside the scope is simply not found.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import get_template

TOO_LARGE = (RequestDataTooBig, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when what was sent is larger than allowed."""
    if isinstance(exception, TOO_LARGE):
        mib = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
        reason = f"Mỗi tệp gửi lên không quá {mib} MB."
        return render(request, "413.html", {"reason": reason}, status=413)
    cut = isinstance(exception, MultiPartParserError)
    return render(request, "400.html", {"cut": cut}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, naming the act that the role does not carry."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without a request, so that no context processor asks what may have failed."""
    return HttpResponse(get_template("500.html").render(), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
