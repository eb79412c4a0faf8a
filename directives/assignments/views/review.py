"""What those who watch do: accept work, return it, take it back, decide on more time."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from directives.assignments import actions
from directives.assignments.forms import DecisionForm
from directives.assignments.models import Assignment, Extension
from directives.assignments.views.page import Page
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.http import Request


@requires(Power.ASSIGNMENT_REVIEW)
@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    page = Page(request, _reviewable(request, pk))
    return page.answer("review_form", actions.accept, "Đã duyệt hoàn thành.")


@requires(Power.ASSIGNMENT_REVIEW)
@require_POST
def send_back(request: Request, pk: int) -> HttpResponse:
    page = Page(request, _reviewable(request, pk))
    act = partial(actions.send_back, on=today())
    return page.answer("review_form", act, "Đã trả lại cho đơn vị.")


@requires(Power.DUTY_ASSIGN)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    given = Assignment.objects.visible_to(request.scope).withdrawable_by(request.scope)
    page = Page(request, get_object_or_404(given.for_list(), pk=pk))
    act = partial(actions.withdraw, on=today())
    return page.answer("withdraw_form", act, "Đã thu hồi nhiệm vụ.")


@requires(Power.ASSIGNMENT_REVIEW)
@require_POST
def decide_extension(request: Request, pk: int) -> HttpResponse:
    work = _reviewable(request, pk)
    asked = Extension.objects.decidable_by(request.scope).of(work).select_related("assignment")
    if (extension := asked.first()) is None:
        raise Http404
    form = DecisionForm(request.POST)

    def act() -> None:
        actions.decide_extension(
            extension=extension, **form.cleaned_data, by=request.scope, on=today()
        )

    return Page(request, work).act("decision_form", form, act, "Đã quyết định về gia hạn.")


def _reviewable(request: Request, pk: int) -> Assignment:
    rows = Assignment.objects.visible_to(request.scope).reviewable_by(request.scope)
    return get_object_or_404(rows.for_list(), pk=pk)
