"""The keys by their ids, never the keys themselves, and the button that starts a rotation."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.keys.actions import rotate_keys
from portal.keys.figures import COUNTED_UP_TO, uses


@requires(Power.KEY_MANAGE)
@require_GET
def key_list(request: Request) -> HttpResponse:
    found = uses(up_to=COUNTED_UP_TO + 1)
    stale = any(one.rows and not one.writes for one in found)
    context = {"uses": found, "stale": stale, "counted_up_to": COUNTED_UP_TO}
    return render(request, "keys/list.html", context)


@requires(Power.KEY_MANAGE)
@require_POST
def rotate(request: Request) -> HttpResponse:
    return redirect("jobs:detail", pk=rotate_keys(by=request.scope).pk)
