"""The offer to make a long table in the background, how far it is, and the file."""

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from portal.access import requires
from portal.exports import actions
from portal.exports.forms import AskForm
from portal.exports.models import Export
from portal.files.http import as_download
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT


@requires()
@limited(EXPORT)
@require_POST
def ask(request: Request) -> HttpResponse:
    """Have a table made; the same form sent twice makes one."""
    form = AskForm(request.POST)
    if not form.is_valid():
        raise BadRequest("Yêu cầu xuất bảng không hợp lệ.")
    kind = form.cleaned_data["kind"]
    if not request.scope.may(kind.power):
        raise PermissionDenied(f"{request.scope.role.label} không có quyền {kind.power.label}.")
    try:
        export = actions.ask_for_table(
            kind=kind,
            query=form.cleaned_data["query"],
            key=form.cleaned_data["key"],
            by=request.scope,
        )
    except ValidationError as refusal:
        raise BadRequest(" ".join(refusal.messages)) from refusal
    return redirect(export)


@requires()
@require_GET
def detail(request: Request, pk: int) -> HttpResponse:
    """How far a table is; once it is made, where to fetch it."""
    export = get_object_or_404(Export.objects.visible_to(request.scope).for_page(), pk=pk)
    context = {"export": export, "fits": _fits(request, export), "kept": actions.KEPT.days}
    return render(request, "exports/detail.html", context)


@requires()
@limited(EXPORT)
@require_GET
def download(request: Request, pk: int) -> HttpResponseBase:
    """The file, to who asked for it and reaches today what they reached when it was made."""
    export = get_object_or_404(Export.objects.visible_to(request.scope).for_page(), pk=pk)
    if export.file is None or not _fits(request, export):
        raise Http404("Bảng chưa được tạo, hoặc phạm vi đã đổi từ khi tạo.")
    return as_download(export.file)


def _fits(request: Request, export: Export) -> bool:
    may = request.scope.may(export.kind.power)
    return may and export.reach == actions.reach_of(request.scope)
