"""What a commune does with its assignments: the list, one assignment, the acts on it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from directives.assignments import actions, questions
from directives.assignments.deadlines import with_deadlines
from directives.assignments.forms import MoreTimeForm, WorkFilter, WorkForm
from directives.assignments.models import Assignment
from directives.assignments.rules import Refusal
from directives.assignments.views.lines import drawn
from directives.assignments.views.listed import listed
from directives.assignments.views.page import Page
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.files.actions import Keeping
from portal.files.http import as_download
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import UPLOAD


@requires(Power.ASSIGNMENT_READ)
@require_GET
def work_list(request: Request) -> HttpResponse:
    """The work of one's commune, or of the communes one watches; what is due comes first."""
    on, filters = today(), WorkFilter(request.GET)
    found = listed(request, filters, on)
    page = found.page
    with_deadlines(page)
    tally, waiting = found.tally_and_waiting
    may_open = request.scope.may(Power.ASSIGNMENT_OPEN)
    of_country = request.scope.may(Power.COUNTRY_READ)
    context = {
        "page": page,
        "lines": [drawn(one, on, opens=may_open, in_province=of_country) for one in page],
        "filters": filters,
        "tally": tally,
        "waiting": waiting,
        "may_watch": request.scope.may(Power.BOARD_READ),
        "may_work": request.scope.may(Power.ASSIGNMENT_WORK),
        "on": on,
    }
    return render(request, "assignments/list.html", context, partial="rows")


@requires(Power.ASSIGNMENT_OPEN)
@require_GET
def detail(request: Request, pk: int) -> HttpResponse:
    work = questions.work(request.scope, pk=pk)
    return Page(request, work).show()


@requires(Power.ASSIGNMENT_WORK)
@require_POST
def acknowledge(request: Request, pk: int) -> HttpResponse:
    work = workable(request, pk)
    try:
        actions.acknowledge(assignment=work, version=work.version, by=request.scope)
        messages.success(request, "Đã tiếp nhận nhiệm vụ.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("assignments:detail", pk=work.pk)


@requires(Power.ASSIGNMENT_WORK)
@limited(UPLOAD)
@require_POST
def report_progress(request: Request, pk: int) -> HttpResponse:
    work = workable(request, pk)
    form = WorkForm(request.POST, request.FILES, target=work.duty.target)

    def act() -> None:
        data = form.cleaned_data
        with Keeping() as keep:
            actions.report_progress(
                assignment=work,
                version=data["version"],
                percent=work.percent if data["percent"] is None else data["percent"],
                reached=data.get("reached"),
                note=data["note"],
                evidence=(keep.upload(one, by=request.scope) for one in data["evidence"]),
                key=data["key"],
                by=request.scope,
            )

    return Page(request, work).act("work_form", form, act, "Đã ghi tiến độ.")


@requires(Power.ASSIGNMENT_WORK)
@require_POST
def hand_back(request: Request, pk: int) -> HttpResponse:
    page = Page(request, workable(request, pk))
    return page.answer("hand_back_form", actions.hand_back, "Đã gửi đề nghị trả lại.")


@requires(Power.ASSIGNMENT_WORK)
@require_POST
def ask_more_time(request: Request, pk: int) -> HttpResponse:
    work = workable(request, pk)
    form = MoreTimeForm(request.POST)

    def act() -> None:
        actions.ask_more_time(assignment=work, **form.cleaned_data, by=request.scope, on=today())

    return Page(request, work).act("more_time_form", form, act, "Đã gửi đề nghị gia hạn.")


@requires(Power.ASSIGNMENT_OPEN)
@require_GET
def evidence(request: Request, pk: int, attachment_pk: int) -> HttpResponseBase:
    """A file of the timeline, served through the assignment that it belongs to."""
    work = get_object_or_404(Assignment.objects.visible_to(request.scope), pk=pk)
    attachment = get_object_or_404(work.evidence(), pk=attachment_pk)
    return as_download(attachment)


def workable(request: Request, pk: int) -> Assignment:
    rows = Assignment.objects.visible_to(request.scope).workable_by(request.scope)
    return get_object_or_404(rows.for_list(), pk=pk)
