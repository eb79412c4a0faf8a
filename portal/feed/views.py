"""The calendar by its secret link, and the page where one makes and revokes that link."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.access import public, requires
from portal.calendar.clock import now, today
from portal.feed import actions
from portal.feed.deadlines import deadlines_of
from portal.feed.ics import MEDIA_TYPE, calendar_of
from portal.feed.models import Feed
from portal.htmx import render
from portal.http import Request
from portal.limits.actions import insist, miss
from portal.limits.http import from_here, limited
from portal.limits.policy import FEED, FEED_CODE


@requires()
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: Request) -> HttpResponse:
    """Make a link, in place of one before; it is shown this once."""
    token = ""
    if request.method == "POST":
        token = actions.give_link(posting=request.posting, by=request.scope)
    held = Feed.objects.visible_to(request.scope).first()
    address = f"{settings.SITE_URL}{reverse('feed:calendar', args=[token])}" if token else ""
    return render(request, "feed/link.html", {"feed": held, "address": address})


@requires()
@require_POST
def revoke(request: Request) -> HttpResponse:
    if actions.revoke_link(posting=request.posting, by=request.scope):
        messages.success(request, "Đã thu hồi liên kết; lịch đã cài không cập nhật nữa.")
    return redirect("feed:link")


@public(
    because="chương trình lịch mở bằng liên kết bí mật, không đăng nhập; chỉ có ngày và tên việc"
)
@limited(FEED)
@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of the token's posting, as it may read them now. 404 for any other token."""
    insist(FEED_CODE, from_here(request))
    scope = actions.scope_by_token(token, on=today())
    if scope is None:
        miss(FEED_CODE, from_here(request))
        raise Http404("Liên kết lịch không đúng hoặc đã thu hồi.")
    content = calendar_of(deadlines_of(scope, on=today()), site=settings.SITE_URL, at=now())
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="han-viec.ics"'
    return response
