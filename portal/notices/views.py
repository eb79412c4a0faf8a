from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from portal.access import requires
from portal.calendar.clock import now
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page
from portal.notices import actions
from portal.notices.models import Notice


@requires()
@require_GET
def notice_list(request: Request) -> HttpResponse:
    mine = Notice.objects.visible_to(request.scope)
    page = keyset_page(request, mine, order=("-id",), size=30)
    context = {"page": page, "unread": mine.unread().count()}
    return render(request, "notices/list.html", context, partial="rows")


@requires()
@require_POST
def mark_all_read(request: Request) -> HttpResponse:
    actions.mark_read(notices=Notice.objects.visible_to(request.scope), by=request.scope, at=now())
    return redirect("notices:list")
