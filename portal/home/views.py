"""Start pages by role, and the search over everything."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from portal.access import public, requires
from portal.htmx import render
from portal.http import Request


@requires()
@require_GET
def start(request: Request) -> HttpResponse:
    return render(request, "home/start.html", {})


@requires()
@require_GET
def administration(request: Request) -> HttpResponse:
    return render(request, "home/administration.html", {})


@public(because="bộ cân bằng tải hỏi xem máy còn chạy không; trang không chứa dữ liệu")
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the web process reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
