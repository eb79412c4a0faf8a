"""Entering a text, and throwing a draft away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from directives.registry import actions
from directives.registry.forms import EntryForm
from directives.registry.models import Directive, Scan
from portal.access import Power, requires
from portal.files.models import Attachment
from portal.htmx import render
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import UPLOAD
from portal.lists import first_rows

SCANS_SHOWN = 20


@requires(Power.DIRECTIVE_EDIT)
@limited(UPLOAD, on=SENDING)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    form = EntryForm(request.POST or None, request.FILES or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        if form.source is not None and form.scan_pages:
            return _read_in_background(request, form, form.source)
        draft = actions.enter_reading(
            reading=form.checked_reading,
            entry_key=form.cleaned_data["entry_key"],
            source=form.source,
            by=request.scope,
        )
        if form.notice:
            messages.info(request, form.notice)
        return redirect("registry:review", pk=draft.pk)
    status = 422 if form.errors else 200
    scans = first_rows(Scan.objects.editable_by(request.scope).under_way(), SCANS_SHOWN)
    return render(request, "registry/new.html", {"form": form, "scans": scans}, status=status)


def _read_in_background(request: Request, form: EntryForm, source: Attachment) -> HttpResponse:
    scan = actions.read_scan(
        source=source, pages=form.scan_pages, entry_key=form.cleaned_data["entry_key"],
        by=request.scope,
    )  # fmt: skip
    return redirect("registry:scan", pk=scan.pk)


@requires(Power.DIRECTIVE_EDIT)
@require_GET
def scan(request: Request, pk: int) -> HttpResponse:
    """How far the reading of a scan is; once it is a draft, its review."""
    shown = get_object_or_404(Scan.objects.editable_by(request.scope).with_source(), pk=pk)
    if shown.directive_id is not None:
        return redirect("registry:review", pk=shown.directive_id)
    return render(request, "registry/scan.html", {"scan": shown, "job": shown.job})


@requires(Power.DIRECTIVE_EDIT)
@require_http_methods(["GET", "POST"])
def discard(request: Request, pk: int) -> HttpResponse:
    directive = get_object_or_404(Directive.objects.editable_by(request.scope).drafts(), pk=pk)
    if request.method == "POST":
        actions.discard(directive=directive, by=request.scope)
        messages.success(request, f"Đã bỏ bản nháp {directive.title}.")
        return redirect("registry:list")
    return render(request, "registry/discard.html", {"directive": directive}, partial="confirm")
