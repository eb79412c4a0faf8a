"""The statistical forms: one of one period, on the screen, as a spreadsheet; figures confirmed."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.receptions.querysets import keeps_a_book
from citizens.returns import actions
from citizens.returns.exports import printed
from citizens.returns.figures import confirmed_in_full, drawn, filled, frozen, lines_shown
from citizens.returns.filters import ReturnFilters, slug_of
from citizens.returns.forms import ReopenForm
from citizens.returns.models import Confirmation
from citizens.returns.resources import part_of
from citizens.returns.rules import confirm_problem
from portal.access import Power, requires
from portal.calendar.clock import now, today
from portal.exports.forms import AskForm
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.sheets import workbook, xlsx_response


@requires(Power.REPORT_READ)
@require_GET
def form(request: Request) -> HttpResponse:
    """A form filled in from the books, each number opening the rows it counts, with its checks."""
    rows = keeps_a_book(request.scope)
    filters = ReturnFilters(request.GET, on=today(), of_many=not rows)
    context: dict[str, Any] = {"filters": filters, "may_see_rows": rows}
    if filters.is_valid():
        query = request.GET.urlencode()
        start = {"kind": printed.name, "query": query, "key": uuid4().hex}
        is_of_law = filters.law is not None
        wait = confirm_problem(filters.period, is_of_law=is_of_law, on=today())
        may_confirm = rows and request.scope.may(Power.REPORT_SIGN)
        found = filled(filters.version.form, request.scope, filters.period)
        lines = found.lines if rows else lines_shown(
            found, only_filled=filters.only_filled, column=filters.column, query=request.GET
        )  # fmt: skip
        context |= {
            "found": found,
            "lines": lines,
            "drawn": drawn(lines, says_state=found.of_many and is_of_law),
            "column": found.form.columns[filters.column - 1] if filters.column else None,
            "checked": len(found.form.checks) + len(found.form.ties),
            "title": filters.title,
            "deadline": filters.deadline(request.scope),
            "on": today(),
            "ended": filters.period.ends_on < today(),
            "ask": AskForm(initial=start),
            "is_of_law": is_of_law,
            "wait": wait,
            "may_confirm": may_confirm,
            "forms": len(filters.versions),
            "all_confirmed": may_confirm
            and not wait
            and confirmed_in_full(request.scope, list(filters.versions), filters.period),
        }
    return render(request, "returns/form.html", context)


@requires(Power.REPORT_READ)
@limited(EXPORT)
@require_POST
def export(request: Request) -> HttpResponse:
    filters = ReturnFilters(request.GET, on=today())
    if not filters.is_valid():
        raise BadRequest("Kỳ của biểu không hợp lệ.")
    found = filled(filters.version.form, request.scope, filters.period)
    office = request.posting.organisation.name
    content = workbook(part_of(found, office=office, title=filters.title))
    return xlsx_response(content, name=f"bieu-{slug_of(found.form.code)}-{today():%Y%m%d}")


@requires(Power.REPORT_SIGN, Power.REPORT_READ)
@require_POST
def confirm(request: Request) -> HttpResponse:
    """Freeze the figures of the form that the address names, or of all forms of its period."""
    filters = ReturnFilters(request.GET, on=today())
    if problem := _why_not(request, filters):
        messages.error(request, f"Chưa xác nhận: {problem}")
        return redirect(f"{reverse('returns:form')}?{request.GET.urlencode()}")
    all_forms = request.POST.get("pham_vi") == "tat-ca"
    versions = list(filters.versions.values()) if all_forms else [filters.version]
    try:
        made = actions.confirm(
            forms=versions, period=filters.period, title=filters.title,
            is_of_law=filters.law is not None, by=request.scope, at=now(), on=today(),
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        codes = ", ".join(one.code for one in made)
        period = filters.title[:1].lower() + filters.title[1:]  # "Quý III" keeps its numeral
        said = f"Đã xác nhận số liệu {period}: {codes}."
        messages.success(request, said if made else "Số liệu đã được xác nhận từ trước.")
    return redirect(f"{reverse('returns:form')}?{request.GET.urlencode()}")


@requires(Power.REPORT_READ)
@require_GET
def confirmation(request: Request, pk: int) -> HttpResponse:
    """What a unit confirmed, as it was frozen."""
    found = get_object_or_404(
        Confirmation.objects.visible_to(request.scope).select_related("form", "organisation"),
        pk=pk,
    )
    own = Confirmation.objects.editable_by(request.scope).contains(found)
    context = {
        "confirmation": found,
        "found": frozen(found),
        "may_reopen": own and request.scope.may(Power.REPORT_SIGN),
    }
    return render(request, "returns/confirmation.html", context)


@requires(Power.REPORT_SIGN, Power.REPORT_READ)
@require_http_methods(["GET", "POST"])
def reopen(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Confirmation.objects.editable_by(request.scope), pk=pk)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen(
                confirmation=found, reason=form.cleaned_data["reason"], by=request.scope, at=now()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã mở lại số liệu: {found}.")
            return redirect(found)
    context = {"form": form, "confirmation": found}
    status = 422 if form.is_bound else 200
    return render(request, "returns/reopen.html", context, partial="confirm", status=status)


def _why_not(request: Request, filters: ReturnFilters) -> str:
    if not keeps_a_book(request.scope):
        return "chỉ đơn vị có sổ riêng xác nhận số liệu của mình; cấp trên cộng số liệu các đơn vị."
    if not filters.is_valid():
        return str(next(iter(filters.errors.values()))[0])
    return ""
