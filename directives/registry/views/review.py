"""The review: the text on one side, what was read in it on the other."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from directives.registry import actions, asking, review_drawings
from directives.registry.forms import ReviewForms
from directives.registry.marks import marked
from directives.registry.models import Directive
from directives.registry.places import heirs_of
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request


@requires(Power.DIRECTIVE_EDIT)
@require_http_methods(["GET", "POST"])
def review(request: Request, pk: int) -> HttpResponse:
    directive = asking.to_review(request.scope, pk=pk)
    forms = ReviewForms(
        request.POST or None, directive=directive, scope=request.scope, on=today(),
        act=request.POST.get("act", ""),
    )  # fmt: skip
    is_sound = request.method == "POST" and forms.is_valid()
    asks = is_sound and forms.waits_for_an_answer
    if is_sound and not asks and _saved(request, directive, forms):
        return _after(request, directive, forms)
    context = {
        "directive": directive,
        "forms": forms,
        "asks": asks,
        "there": _there(request, directive),
        "kinds": review_drawings.KINDS,
        "text": review_drawings.text(marked(directive)),
        "references": review_drawings.references(forms.references),
        "duties": review_drawings.duties(forms.duties),
        "heirs": heirs_of(directive.province, on=today()),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/review.html", context, status=status)


def _there(request: Request, draft: Directive) -> Directive | None:
    """The directive of the draft's number, issuer and year that the person sees, if one was saved."""
    if draft.is_final or not (draft.number_key and draft.issuer_key and draft.series):
        return None
    return Directive.objects.visible_to(request.scope).same_as(draft).first()


def _saved(request: Request, directive: Directive, forms: ReviewForms) -> bool:
    try:
        actions.save_review(
            directive=directive, review=forms.review, by=request.scope, on=today(),
            finish=forms.finish,
        )  # fmt: skip
    except ValidationError as error:
        forms.refuse(error)
        return False
    return True


def _after(request: Request, directive: Directive, forms: ReviewForms) -> HttpResponse:
    if directive.is_final:
        messages.success(request, f"Đã lưu {directive.title}.")
    else:
        messages.success(request, "Đã lưu bản nháp; có thể rà soát tiếp lúc khác.")
    if forms.finish:
        return redirect("registry:directive", pk=directive.pk)
    return redirect("registry:review", pk=directive.pk)
