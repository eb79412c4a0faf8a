"""Start pages by role, the search over everything, the administrator's desk."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from portal.access import Power, public, requires
from portal.calendar.clock import today
from portal.home.drawing import figures_drawn, lines_drawn
from portal.home.search import search
from portal.home.today import day_of
from portal.htmx import render
from portal.http import Request
from portal.text import one_line


@requires()
@require_GET
def start(request: Request) -> HttpResponse:
    """What must I do today?"""
    on = today()
    day = day_of(request.scope, on=on)
    busy = [(panel, lines_drawn(panel.lines, on)) for panel in day.busy]
    context = {"day": day, "on": on, "figures": figures_drawn(day.counts), "busy": busy}
    return render(request, "home/start.html", context)


@requires()
@require_GET
def find(request: Request) -> HttpResponse:
    words = one_line(request.GET.get("q", ""))[:100]
    groups = search(words, request.scope) if words else []
    return render(request, "home/search.html", {"words": words, "groups": groups})


@requires()
@require_GET
def administration(request: Request) -> HttpResponse:
    return render(
        request, "home/administration.html", {"may_see_system": request.scope.may(Power.AUDIT_READ)}
    )


@public(because="bộ cân bằng tải hỏi xem máy còn chạy không; trang không chứa dữ liệu")
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the web process reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
