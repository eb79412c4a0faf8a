"""The queue of citations that the system did not link by itself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from directives.registry import actions
from directives.registry.forms.answers import CHOOSE, NONE, AnswerForm
from directives.registry.models import CrossReference, Duty
from directives.registry.questions import questions_of
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.lists import first_rows, keyset_page

CHANGED_SHOWN = 50


@requires(Power.DIRECTIVE_EDIT)
@require_GET
def queue(request: Request) -> HttpResponse:
    open_rows = CrossReference.objects.editable_by(request.scope).ambiguous().with_source()
    page = keyset_page(request, open_rows, order=("-id",), size=20)
    changed = CrossReference.objects.editable_by(request.scope).words_changed().with_source()
    duties = Duty.objects.editable_by(request.scope).words_changed().with_directive()
    context = {
        "page": page,
        "questions": questions_of(page.rows, request.scope),
        "changed": first_rows(changed.order_by("-source_id", "ordinal"), CHANGED_SHOWN),
        "changed_duties": first_rows(duties.order_by("-directive_id", "ordinal"), CHANGED_SHOWN),
    }
    return render(request, "registry/queue.html", context)


@requires(Power.DIRECTIVE_EDIT)
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    rows = CrossReference.objects.editable_by(request.scope).with_source()
    reference = get_object_or_404(rows, pk=pk)
    (question,) = questions_of([reference], request.scope)
    form = AnswerForm(request.POST, question=question)
    if not form.is_valid():
        messages.error(request, "Chọn một văn bản trong danh sách của dẫn chiếu ấy.")
        return redirect("registry:queue")
    try:
        _give(request, reference, form)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("registry:queue")


def _give(request: Request, reference: CrossReference, form: AnswerForm) -> None:
    act = form.cleaned_data["act"]
    if act == CHOOSE:
        actions.choose(reference=reference, target=form.chosen, by=request.scope)
    elif act == NONE:
        actions.refuse(reference=reference, candidates=form.shown, by=request.scope)
    else:
        actions.reject(reference=reference, by=request.scope)
    messages.success(request, f"Đã ghi câu trả lời cho dẫn chiếu {reference.number}.")
