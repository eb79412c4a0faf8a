"""What every request carries before a view sees it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from portal.accounts import sessions
from portal.accounts.scopes import current_posting, scope_of
from portal.calendar.clock import today

GetResponse = Callable[[HttpRequest], HttpResponse]
POSTING_KEY = "posting"
# Where a person who must change a first password may still go.
_WITHOUT_NEW_PASSWORD = {"accounts:password", "accounts:logout", "accounts:login"}


class SessionAgeMiddleware:
    """Keep a session's row true while it is used, and end one that has lasted a whole day."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            if sessions.has_lasted_too_long(request, at=now):
                logout(request)
                messages.info(request, "Phiên làm việc đã kéo dài cả ngày. Hãy đăng nhập lại.")
            else:
                sessions.look_at(request, at=now)
        return self.get_response(request)


class ScopeMiddleware:
    """Put `scope` and `posting` on the request of a logged-in person; insist on a changed first password."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = request.posting = None  # type: ignore[attr-defined]  # see portal.http.Request
        if request.user.is_authenticated:
            user = request.user
            posting = current_posting(user, chosen=request.session.get(POSTING_KEY), on=today())
            if posting is not None:
                posting.user = user
                request.posting = posting  # type: ignore[attr-defined]
                request.scope = scope_of(posting)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            name = request.resolver_match.view_name if request.resolver_match else ""
            if name not in _WITHOUT_NEW_PASSWORD:
                return redirect("accounts:password")
        return None


class VaryOnHtmxMiddleware:
    """Keep pages and parts apart in caches, and let a redirect lead the whole page.

    Left alone, htmx follows a redirect and swaps the page it leads to into a part of this one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "HX-Request" in request.headers and isinstance(response, HttpResponseRedirectBase):
            response = _led_by_htmx(response)
        patch_vary_headers(response, ["HX-Request"])
        return response


def _led_by_htmx(redirect: HttpResponseRedirectBase) -> HttpResponse:
    led = HttpResponse(status=204, headers={"HX-Redirect": redirect.url})
    led.cookies = redirect.cookies
    return led
