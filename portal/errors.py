"""Pages of errors, in Vietnamese; `portal.urls` names them as its handlers.

None of them tells whether a row exists: what is outside the scope is simply not found.
"""

import sys
from contextlib import suppress

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.urls import Resolver404, resolve

from portal.disk import is_full
from portal.resend import NOWHERE, is_from_here, typed_in, with_new_token

FOLLOWED = "followed"  # in the session: where a notice has just sent the person
RETRY_AFTER_SECONDS = "5"
_SESSION_LOST = (SessionInterrupted, UpdateError)
TOO_LARGE = (RequestDataTooBig, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 when what was sent is larger than allowed, 503 when the database went away.

    Django tells a session that could not be saved as a bad request, whatever the reason.
    """
    if _is_away(exception):
        return _send_again(request, "503.html", status=503)
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
    """404; to who came by a notice, that it is the notice which is out of date."""
    session = getattr(request, "session", {})
    by_notice = session.get(FOLLOWED) == request.get_full_path()
    return render(request, "404.html", {"by_notice": by_notice}, status=404)


def wrong_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """405, with the page above, where the form that is sent to this address stands.

    Whom a browser brings here by the address, as when the address of a refused form is opened
    again, is led straight to that page.
    """
    above = _page_above(request.path)
    if request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate":
        return redirect(above)
    page = render(request, "405.html", {"form_page": above}, status=405)
    page["Allow"] = refused["Allow"]
    return page


def _page_above(path: str) -> str:
    while path != "/":
        path = path[: path.rstrip("/").rfind("/") + 1]
        with suppress(Resolver404):
            resolve(path)
            return path
    return path


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 when the database is away, 507 when a disk is full: what was typed is kept.

    Rendered without a request, so that no context processor asks what may have failed.
    """
    error = sys.exc_info()[1]  # the handler is called while the error is being handled
    if error is not None and _is_away(error):
        return _send_again(request, "503.html", status=503)
    if isinstance(error, OSError) and is_full(error):
        return _send_again(request, "507.html", status=507)
    return HttpResponse(get_template("500.html").render(), status=500)


def _is_away(error: BaseException) -> bool:
    """Whether the database being away is behind the error. SQLite calls a missing table so too."""
    behind: BaseException | None = error
    while behind is not None and not isinstance(behind, OperationalError | InterfaceError):
        behind = behind.__context__ if isinstance(behind, _SESSION_LOST) else None
    return behind is not None and not str(behind).startswith(("no such", "near "))


def _send_again(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    """The page with what was typed, to be sent once more; the form's own key makes it happen once."""
    context = {"typed": typed_in(request)}
    page = HttpResponse(get_template(template).render(context), status=status)
    page["Retry-After"], page["Cache-Control"] = RETRY_AFTER_SECONDS, NOWHERE
    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403; what a page of ours sent with an old token, as after a login elsewhere, can be sent again."""
    typed = with_new_token(request, typed_in(request)) if is_from_here(request) else None
    offered = typed if typed and len(typed.fields) > 1 else None
    page = render(request, "403_csrf.html", {"typed": offered}, status=403)
    page["Cache-Control"] = NOWHERE
    return page
