"""Urging late units on in one step: the preview that asks, the letter, its file."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from directives.assignments.deadlines import with_deadlines
from directives.assignments.rules import Refusal
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.files.http import as_download
from portal.files.models import Attachment
from portal.htmx import render
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import EXPORT
from portal.lists import first_of, first_rows
from portal.urging import actions, questions
from portal.urging.drawing import late_lines
from portal.urging.forms import UrgeForm
from portal.urging.models import Urging
from portal.urging.questions import SHOWN, in_reach
from portal.urging.tasks import PAPERS


@requires(Power.ASSIGNMENT_REVIEW)
@limited(EXPORT, on=SENDING)
@require_http_methods(["GET", "POST"])
def urge(request: Request, directive_pk: int) -> HttpResponse:
    """Who is late with what of a directive; one button writes to all of them."""
    on = today()
    directive = questions.directive(request.scope, pk=directive_pk)
    form = UrgeForm(request.POST or None, on=on, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            urging = actions.urge(directive=directive, by=request.scope, on=on, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, "Đã lập công văn đôn đốc; công văn và thông báo đang được tạo."
            )
            return redirect(urging)
    asked = (*in_reach(request.scope, directive.pk), on)
    shown = first_of(questions.late(*asked), SHOWN)
    lines = late_lines(with_deadlines(shown.rows), on)
    late = dict(questions.late_by_unit.numbers(*asked))
    context = {
        "directive": directive, "form": form, "late": shown, "lines": lines,
        "works": sum(late.values()), "units": len(late),
        "today": questions.urged_on(request.scope, directive.pk, on),
    }  # fmt: skip
    return render(request, "urging/urge.html", context, status=422 if form.errors else 200)


@requires(Power.ASSIGNMENT_REVIEW)
@require_GET
def detail(request: Request, pk: int) -> HttpResponse:
    """A letter: how far it is, its file, its lines."""
    urging = get_object_or_404(Urging.objects.visible_to(request.scope).for_page(), pk=pk)
    lines = urging.lines.select_related("assignment__duty", "organisation")
    context = {"urging": urging, "lines": first_rows(lines, SHOWN)}
    return render(request, "urging/detail.html", context)


@requires(Power.ASSIGNMENT_REVIEW)
@require_GET
def download(request: Request, pk: int, suffix: str) -> HttpResponseBase:
    urging = get_object_or_404(Urging.objects.visible_to(request.scope).for_page(), pk=pk)
    attachment: Attachment | None = getattr(urging, suffix) if suffix in PAPERS else None
    if attachment is None:
        raise Http404("Công văn chưa được tạo.")
    return as_download(attachment)
