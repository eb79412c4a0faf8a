"""A directive that others cite and that is not there yet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from directives.registry import actions
from directives.registry.models import CrossReference, Directive, Stub
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.lists import first_rows

MOST_CITING = 200


@requires(Power.DIRECTIVE_READ)
@require_GET
def stub(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(Stub.objects.visible_to(request.scope), pk=pk)
    citing = CrossReference.objects.visible_to(request.scope).waiting_for(shown).newest_first()
    came = Directive.objects.visible_to(request.scope).awaited_as(shown).first()
    context = {
        "stub": shown,
        "came": came,
        "citing": first_rows(citing, MOST_CITING),
        "followed": Stub.objects.followed_by(request.scope).contains(shown),
    }
    return render(request, "registry/stub.html", context)


@requires(Power.DIRECTIVE_READ)
@require_POST
def follow(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(Stub.objects.visible_to(request.scope), pk=pk)
    actions.follow(stub=shown, by=request.scope)
    messages.success(request, f"Sẽ báo khi {shown.title} có trong hệ thống.")
    return redirect(shown)


@requires(Power.DIRECTIVE_READ)
@require_POST
def unfollow(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(Stub.objects.visible_to(request.scope), pk=pk)
    actions.unfollow(stub=shown, by=request.scope)
    messages.success(request, f"Đã thôi theo dõi {shown.title}.")
    return redirect(shown)
