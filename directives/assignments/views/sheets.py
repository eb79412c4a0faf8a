"""The list as a spreadsheet, and the progress that comes back in it."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from directives.assignments import exports, resources
from directives.assignments.forms import FilledSheetForm
from directives.assignments.models import Assignment
from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.resources import Line
from portal.access import Power, requires
from portal.exports.http import table_or_offer
from portal.htmx import render
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import EXPORT, UPLOAD

_TOLD = 5


@requires(Power.ASSIGNMENT_READ)
@limited(EXPORT)
@require_GET
def export(request: Request) -> HttpResponse:
    back = f"{reverse('assignments:list')}?{request.GET.urlencode()}"
    return table_or_offer(request, exports.work, name="nhiem-vu", back=back)


@requires(Power.ASSIGNMENT_WORK)
@limited(UPLOAD, on=SENDING)
@require_http_methods(["GET", "POST"])
def fill_in(request: Request) -> HttpResponse:
    """Send the filled-in list back; a preview says what each line would do."""
    if request.method == "GET":
        return render(request, "assignments/fill_in.html", {"form": FilledSheetForm()})
    form = FilledSheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "assignments/fill_in.html", {"form": form}, status=422)
    lines = resources.take_in(
        form.cleaned_data["sheet"], rows=_mine(request), by=request.scope, in_earnest=False
    )
    context = {
        "form": FilledSheetForm(),
        "previewed": True,
        "lines": lines,
        "new": sum(line.is_new for line in lines),
        "sealed": resources.sealed(lines),
    }
    return render(request, "assignments/fill_in.html", context)


@requires(Power.ASSIGNMENT_WORK)
@limited(UPLOAD, on=SENDING)
@require_POST
def take_in(request: Request) -> HttpResponse:
    """Take in the lines that the preview found good."""
    try:
        told = resources.unsealed(request.POST.get("sealed", ""))
    except signing.BadSignature:
        messages.error(request, "Bản xem trước không còn dùng được. Hãy chọn lại tệp.")
        return redirect("assignments:fill_in")
    lines = resources.take_in(told, rows=_mine(request), by=request.scope, in_earnest=True)
    _say(request, lines)
    return redirect("assignments:list")


def _mine(request: Request) -> AssignmentQuerySet:
    rows = Assignment.objects.visible_to(request.scope).workable_by(request.scope)
    return rows.for_list()


def _say(request: Request, lines: list[Line]) -> None:
    taken = sum(line.is_new for line in lines)
    refused = [f"dòng {line.number}: {line.problems[0]}" for line in lines if line.problems]
    messages.success(request, f"Đã ghi tiến độ của {taken} nhiệm vụ.")
    if refused:
        told = " ".join(refused[:_TOLD])
        messages.warning(request, f"Không ghi được {len(refused)} dòng; {told}")
