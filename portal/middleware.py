"""What every request carries before a view sees it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from portal.accounts import sessions
from portal.accounts.entry import passed_second_step
from portal.accounts.scopes import current_posting, held_postings, scope_of
from portal.accounts.second_step import must_have_app
from portal.calendar.clock import today
from portal.errors import wrong_method
from portal.http import LARGEST_ID, client_address
from portal.limits.actions import TooMany
from portal.limits.http import too_many

GetResponse = Callable[[HttpRequest], HttpResponse]
POSTING_KEY = "posting"
# Where a person who must set up a second step may still go.
_WITHOUT_SECOND_STEP = {
    "accounts:password", "accounts:logout", "accounts:login", "accounts:second_step_set_up",
}  # fmt: skip


class HeadersMiddleware:
    """Keep what a person sees out of every cache, and the portal out of other sites' reach.

    A page with a session is stored nowhere: on a shared machine "back" after a log-out shows nothing.
    A view that sets `Cache-Control` itself, as the files that never change do, keeps its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        name = settings.SESSION_COOKIE_NAME
        if name in request.COOKIES or name in response.cookies:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class RowIdsMiddleware:
    """An id that no database holds is the id of no row: 404 before anybody asks a database for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]
    ) -> None:
        if any(isinstance(value, int) and value > LARGEST_ID for value in kwargs.values()):
            raise Http404


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


class TooManyMiddleware:
    """Answer 429 where a view finds a limit used up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many(request, exception) if isinstance(exception, TooMany) else None


class WrongMethodMiddleware:
    """Say in words what an address that only takes forms cannot do: browsers show nothing for a bare 405."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return wrong_method(request, response) if response.status_code == 405 else response


class ScopeMiddleware:
    """Put `scope` and `posting` on the request of a logged-in person; insist on what they owe first.

    That is a second step where their posting asks for one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = request.posting = None  # type: ignore[attr-defined]  # see portal.http.Request
        if request.user.is_authenticated:
            user = request.user
            held = held_postings(user, on=today())
            request.must_have_app = must_have_app(held)  # type: ignore[attr-defined]  # as above
            posting = current_posting(held, chosen=request.session.get(POSTING_KEY))
            if posting is not None:
                posting.user = user
                request.posting = posting  # type: ignore[attr-defined]
                request.scope = scope_of(posting, origin=client_address(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        must_have_app = getattr(request, "must_have_app", False)
        if must_have_app and not passed_second_step(request) and name not in _WITHOUT_SECOND_STEP:
            return redirect("accounts:second_step_set_up")
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
