"""What a commune does with its assignments: the list, one assignment, the acts on it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from directives.assignments import actions, questions
from directives.assignments.deadlines import with_deadlines
from directives.assignments.forms import MoreTimeForm, WorkFilter, WorkForm
from directives.assignments.models import Assignment
from directives.assignments.querysets.rollups import tally_kept
from directives.assignments.querysets.work import tally_and_waiting_of
from directives.assignments.rules import Refusal
from directives.assignments.views.lines import drawn
from directives.assignments.views.page import Page
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.files.actions import Keeping
from portal.files.http import as_download
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import UPLOAD
from portal.lists import keyset_page


@requires(Power.ASSIGNMENT_READ)
@require_GET
def work_list(request: Request) -> HttpResponse:
    """The work of one's commune, or of the communes one watches; what is due comes first."""
    on, filters = today(), WorkFilter(request.GET)
    seen = questions.at_work(request.scope, filters.wanted_units, filters.words)
    ids = tuple(one.organisation for one in seen)
    reads = questions.read_by(request.scope)
    work = filters.narrow(questions.of_organisations(ids).narrowed(reads))
    of_country = request.scope.may(Power.COUNTRY_READ)
    page = keyset_page(
        request,
        work.with_state(on).as_lines(in_provinces=of_country).with_list_order(),
        order=questions.LIST_ORDER,
        first=partial(questions.first_work, ids, on) if filters.is_blank and not reads else None,
    )
    with_deadlines(page)
    may_open = request.scope.may(Power.ASSIGNMENT_OPEN)
    if filters.asks_for_rows or filters.words:
        tally, waiting = tally_and_waiting_of(work.by_state_and_step(on))
    else:
        wanted = reads | questions.wanted_duties(filters.wanted_units)
        tally, waiting = tally_kept(seen, questions.overdue.numbers(ids, on, wanted=wanted))
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
