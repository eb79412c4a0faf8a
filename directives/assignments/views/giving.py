"""Giving a duty to many communes in one act: who is in, who is not and why, by when."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from directives.assignments import actions
from directives.assignments.forms import AssignForm, Ticks, WhoForm
from directives.assignments.models import Assignment, StandingOrder
from directives.assignments.rules import REPEATING, Refusal, period_label
from directives.registry.models import Duty
from directives.registry.querysets import DutyQuerySet
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.units.kinds import OrganisationKind
from portal.units.models import Area, Organisation
from portal.units.querysets import OrganisationQuerySet

# The buttons that change the list; they bring everything that was typed along, and judge nothing.
FILTER, UNFILTER, CHOOSE_ALL = "filter", "unfilter", "choose_all"


@requires(Power.DUTY_ASSIGN)
@require_http_methods(["GET", "POST"])
def assign(request: Request, duty_pk: int) -> HttpResponse:
    duty = get_object_or_404(_assignable(request), pk=duty_pk)
    areas = Area.objects.visible_to(request.scope).on(today())
    who = WhoForm({} if _act(request) == UNFILTER else request.POST or request.GET, areas=areas)
    form = _form(request, duty, _givable(request))
    if form.is_bound and form.is_valid():
        try:
            given = actions.assign(
                duty=duty,
                organisations=list(form.cleaned_data["organisations"]),
                due_on=form.cleaned_data["due_on"],
                period=form.cleaned_data["period"],
                rolling=form.cleaned_data["rolling"],
                rolling_basis=form.cleaned_data["rolling_basis"],
                repeats=form.cleaned_data["repeats"],
                needs_evidence=form.cleaned_data["needs_evidence"],
                by=request.scope,
                on=today(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"Đã giao nhiệm vụ cho {given} đơn vị.")
            return redirect(duty.directive.get_absolute_url())
    standing = who.narrow(_givable(request).standing(today()), today())
    context = _preview(request, duty, who, form, standing.in_order().with_places())
    return render(
        request, "assignments/assign.html", context, partial="preview",
        status=422 if form.errors else 200,
    )  # fmt: skip


@requires(Power.DUTY_ASSIGN)
@require_POST
def stop_repeating(request: Request, duty_pk: int) -> HttpResponse:
    duty = get_object_or_404(_assignable(request), pk=duty_pk)
    ended = actions.stop_repeating(duty=duty, by=request.scope, on=today())
    messages.success(request, f"Thôi tự giao các kỳ sau cho {ended} đơn vị.")
    return redirect("assignments:assign", duty_pk=duty.pk)


def _assignable(request: Request) -> DutyQuerySet:
    return Duty.objects.visible_to(request.scope).assignable().select_related("directive")


def _givable(request: Request) -> OrganisationQuerySet:
    """The organisations within the person's reach; of one that has ended the act says so by name."""
    return Organisation.objects.visible_to(request.scope).with_places()


def _form(request: Request, duty: Duty, organisations: OrganisationQuerySet) -> AssignForm:
    due_on = duty.next_due(today())
    start = {
        "repeats": duty.due_kind in REPEATING,
        "due_on": due_on,
        "period": period_label(duty.due_kind, due_on),
    }
    passed = None if due_on else duty.due_on
    data = None if _act(request) else request.POST or None
    if _act(request):
        start |= {name: request.POST.get(name, "") for name in AssignForm.base_fields}
    return AssignForm(data, organisations=organisations, passed=passed, initial=start)


def _act(request: Request) -> str:
    """Which change of the list was asked for; empty when the duty is to be given."""
    asked = request.POST.get("act", "")
    return asked if asked in (FILTER, UNFILTER, CHOOSE_ALL) else ""


def _preview(
    request: Request,
    duty: Duty,
    who: WhoForm,
    form: AssignForm,
    organisations: OrganisationQuerySet,
) -> dict[str, Any]:
    """Who is in, and who is not: they have the duty for this period, or the text means others."""
    period = form["period"].data if form.is_bound else form.initial["period"]
    scope, ticks = request.scope, Ticks(request.POST)
    given = set(Assignment.objects.visible_to(scope).given(duty.pk, period or ""))
    named = duty.names_communes and who.body is OrganisationKind.PEOPLE_COMMITTEE
    all_wanted = _act(request) == CHOOSE_ALL
    rows = [
        {
            "organisation": one,
            "given": one.pk in given,
            "checked": one.pk not in given
            and (all_wanted or ticks.checked(one.pk, otherwise=named and not form.is_bound)),
        }
        for one in organisations
    ]
    return {
        "duty": duty,
        "may_repeat": duty.due_kind in REPEATING,
        "repeated": StandingOrder.objects.visible_to(scope).running().of_duty(duty.pk).count(),
        "named": named,
        "by_unit": who.body is OrganisationKind.PEOPLE_COMMITTEE,
        "who": who,
        "is_filtered": who.has_changed(),
        "brought": ticks.brought_along(one.pk for one in organisations),
        "form": form,
        "rows": rows,
        "in_count": sum(row["checked"] for row in rows),
        "given_count": sum(row["given"] for row in rows),
    }
