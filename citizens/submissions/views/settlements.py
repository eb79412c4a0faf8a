"""Settling a matter: one page, and one form for each thing that is written of it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter
from citizens.submissions import actions, questions
from citizens.submissions.deadlines import with_deadlines
from citizens.submissions.drawing import term_rows
from citizens.submissions.filters import TermFilters
from citizens.submissions.forms.settlements import (
    CarryInForm,
    EndForm,
    RemedyForm,
    ResumeForm,
    SuspendForm,
    TermForm,
    end_values,
)
from citizens.submissions.models import LegalTerm, Settlement
from citizens.submissions.reading import terms_of_settlement
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page


@requires(Power.RECEPTION_READ)
@require_GET
def terms(request: Request) -> HttpResponse:
    """What the law asks of this office, the most pressing first."""
    filters = TermFilters(request.GET)
    page = keyset_page(
        request,
        lambda: filters.applied(
            LegalTerm.objects.visible_to(request.scope).for_deadlines(), on=today()
        ),
        order=("due_on", "id"),
        first=partial(questions.most_pressing, request.scope) if filters.is_blank else None,
    )
    with_deadlines(page.rows)
    context = {"page": page, "body": term_rows(page, on=today()), "filters": filters}
    return render(request, "submissions/terms.html", context, partial="rows")


@requires(Power.RECEPTION_READ)
@require_GET
def settlement(request: Request, pk: int) -> HttpResponse:
    found = questions.settlement(request.scope, pk=pk)
    held = questions.settles(request.scope, row=found)
    context = {
        "settlement": found,
        "terms": terms_of_settlement(found),
        "may_write": held and request.scope.may(Power.RECEPTION_WRITE),
    }
    return render(request, "submissions/settlement.html", context)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def carry_in(request: Request, pk: int) -> HttpResponse:
    """The opening balance: a matter whose settlement began elsewhere or before."""
    matter = get_object_or_404(Matter.objects.editable_by(request.scope), pk=pk)
    form = CarryInForm(request.POST or None, kind=MatterKind(matter.kind))
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.carry_in(matter=matter, by=request.scope, on=today(), **form.values())
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, "Đã ghi việc giải quyết nhận bàn giao.")
            return redirect(begun)
    context = {
        "form": form, "back": matter.get_absolute_url(), "back_label": "Vụ việc",
        "title": "Giải quyết tồn từ trước, nhận bàn giao", "action": "Ghi",
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "submissions/settlement_form.html", context, status=status)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def term(request: Request, pk: int) -> HttpResponse:
    found = questions.settlement_to_write(request.scope, pk=pk)
    initial = {
        "is_complex": found.is_complex, "is_remote": found.is_remote,
        "extensions": found.extensions,
    }  # fmt: skip
    form = TermForm(request.POST or None, initial=initial, kind=MatterKind(found.matter.kind))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_term(settlement=found, by=request.scope, **form.values())
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, "Đã tính lại thời hạn.")
            return redirect(found)
    return _form_page(request, form, found, title="Thời hạn giải quyết", action="Lưu")


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def suspend(request: Request, pk: int) -> HttpResponse:
    found = questions.settlement_to_write(request.scope, pk=pk)
    form = SuspendForm(request.POST or None, is_secret=found.matter.is_secret)
    if request.method == "POST" and form.is_valid():
        try:
            actions.suspend(settlement=found, by=request.scope, on=today(), **form.values())
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, "Đã ghi tạm đình chỉ; thời hạn được tính lại.")
            return redirect(found)
    return _form_page(request, form, found, title="Tạm đình chỉ giải quyết", action="Tạm đình chỉ")


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def resume(request: Request, pk: int) -> HttpResponse:
    found = questions.settlement_to_write(request.scope, pk=pk)
    form = ResumeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.resume(settlement=found, by=request.scope, on=today(), **form.values())
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, "Đã ghi tiếp tục giải quyết; thời hạn được tính lại.")
            return redirect(found)
    return _form_page(request, form, found, title="Tiếp tục giải quyết", action="Tiếp tục")


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    found = questions.settlement_to_write(request.scope, pk=pk)
    form = EndForm(request.POST or None, initial=end_values(found), settlement=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_settlement(
                settlement=found, entry=form.entry(), by=request.scope, on=today()
            )
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, "Đã ghi kết quả giải quyết.")
            return redirect(found)
    return _form_page(request, form, found, title="Kết quả giải quyết", action="Lưu")


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def execute(request: Request, pk: int) -> HttpResponse:
    found = questions.settlement_to_write(request.scope, pk=pk)
    form = RemedyForm(request.POST or None, settlement=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_remedies(settlement=found, by=request.scope, on=today(), **form.values())
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, "Đã ghi việc thi hành.")
            return redirect(found)
    status = 422 if form.is_bound else 200
    context = {"form": form, "settlement": found}
    return render(request, "submissions/execute.html", context, status=status)


def _form_page(
    request: Request, form: TermForm | SuspendForm | ResumeForm | EndForm, found: Settlement,
    **words: str,
) -> HttpResponse:  # fmt: skip
    status = 422 if form.is_bound else 200
    context = {
        "form": form, "back": found.get_absolute_url(), "back_label": "Giải quyết", **words,
    }  # fmt: skip
    return render(request, "submissions/settlement_form.html", context, status=status)
