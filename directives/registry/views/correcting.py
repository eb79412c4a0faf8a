"""Correcting the text of a directive, and looking again at what was read where it was corrected."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from directives.registry import actions
from directives.registry.forms import CorrectionForm
from directives.registry.models import CrossReference, Directive, Duty
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import UPLOAD


@requires(Power.DIRECTIVE_EDIT)
@limited(UPLOAD, on=SENDING)
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    directive = get_object_or_404(Directive.objects.editable_by(request.scope).with_text(), pk=pk)
    form = CorrectionForm(request.POST or None, directive=directive)
    if request.method == "POST" and form.is_valid() and _corrected(request, directive, form):
        page = "registry:directive" if directive.is_final else "registry:review"
        return redirect(page, pk=directive.pk)
    context = {"directive": directive, "form": form}
    status = 422 if form.errors else 200
    return render(request, "registry/correct.html", context, status=status)


def _corrected(request: Request, directive: Directive, form: CorrectionForm) -> bool:
    over = directive.newest_text
    assert over is not None  # every directive is entered with its text
    try:
        done = actions.correct_text(
            directive=directive, text=form.cleaned_data["text"], over=over, by=request.scope
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    changed = f" {done.changed} dẫn chiếu, nhiệm vụ cần xem lại." if done.changed else ""
    found = f" Đọc thêm được {done.found}, hãy rà soát." if done.found else ""
    messages.success(request, f"Đã sửa phần chữ.{changed}{found}")
    return True


@requires(Power.DIRECTIVE_EDIT)
@require_POST
def reference_seen(request: Request, pk: int) -> HttpResponse:
    rows = CrossReference.objects.editable_by(request.scope).with_source()
    return _seen(request, get_object_or_404(rows, pk=pk))


@requires(Power.DIRECTIVE_EDIT)
@require_POST
def duty_seen(request: Request, pk: int) -> HttpResponse:
    return _seen(request, get_object_or_404(Duty.objects.editable_by(request.scope), pk=pk))


def _seen(request: Request, row: CrossReference | Duty) -> HttpResponse:
    actions.look_again(row=row, by=request.scope)
    messages.success(request, "Đã ghi là đã xem lại.")
    return redirect("registry:queue")
