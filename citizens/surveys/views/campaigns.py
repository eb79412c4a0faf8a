"""Campaigns: the list, a new one, its page, its frame, and its life from open to published."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from citizens.surveys import questions
from citizens.surveys.actions import campaigns as actions
from citizens.surveys.figures.lists import apart_body, campaigns_body
from citizens.surveys.figures.progress import frame_body, progress_of
from citizens.surveys.figures.rows import coverage_of
from citizens.surveys.forms import CampaignFilters, CampaignForm, FrameForm, ReasonForm
from citizens.surveys.models import Campaign
from citizens.surveys.querysets import organises, works_for_front
from citizens.surveys.views.second import agreement
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import USUAL, first_of, keyset_page


@requires(Power.RESULT_READ)
@require_GET
def campaigns(request: Request) -> HttpResponse:
    """List campaigns: the Front's with ballots in and needed, for others the published ones."""
    filters = CampaignFilters(request.GET)
    asked = filters.chosen()
    rows = Campaign.objects.visible_to(request.scope).search(asked["q"] or "")
    rows = rows.in_state(asked["trang_thai"] or "").ended_between(asked["tu"], asked["den"])
    page = keyset_page(
        request,
        rows.with_names(),
        order=questions.NEWEST,
        first=None if any(asked.values()) else partial(questions.campaigns_newest, request.scope),
    )
    is_front = works_for_front(request.scope)
    progress = questions.progress_of(request.scope, tuple(row.pk for row in page))
    context = {
        "page": page,
        "lines": campaigns_body(page, progress, is_front=is_front),
        "filters": filters,
        "is_front": is_front,
        "may_manage": request.scope.may(Power.CAMPAIGN_MANAGE),
    }
    return render(request, "surveys/campaigns.html", context, partial="rows")


@requires(Power.CAMPAIGN_MANAGE)
@require_http_methods(["GET", "POST"])
def campaign_new(request: Request) -> HttpResponse:
    form = CampaignForm(request.POST or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        try:
            campaign = actions.open_campaign(
                version=form.cleaned_data["version"],
                title=form.cleaned_data["title"],
                starts_on=form.cleaned_data["starts_on"],
                ends_on=form.cleaned_data["ends_on"],
                frame=form.cleaned_data["frame"],
                margin=form.cleaned_data["margin"],
                second_share=int(form.cleaned_data["second_share"]),
                units=form.cleaned_data["units"],
                communes_enter=form.cleaned_data.get("enterer") == "communes",
                by=request.scope,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Đã lập đợt khảo sát. Hãy ghi tổng số để biết mẫu tối thiểu.")
            return redirect("surveys:frame", pk=campaign.pk)
    status = 422 if form.errors else 200
    return render(request, "surveys/campaign_new.html", {"form": form}, status=status)


@requires(Power.CAMPAIGN_READ)
@require_GET
def campaign(request: Request, pk: int) -> HttpResponse:
    """One campaign: how far each commune is from its sample, and what does not reconcile yet."""
    found = questions.campaign(request.scope, pk=pk)
    units = questions.unit_lines(request.scope, pk)
    batches = questions.progress_by_unit(request.scope, pk)
    coverage = coverage_of(found)
    apart = first_of(questions.batches_apart(request.scope, pk), USUAL)
    may_enter = questions.units_entered_by(request.scope, pk) > 0
    context = {
        "campaign": found,
        "coverage": coverage,
        "progress": progress_of(units, batches, coverage),
        "agreement": agreement(questions.agreement(request.scope, pk)),
        "apart": apart,
        "apart_lines": apart_body(apart, pk, opened=may_enter),
        "editable": organises(request.scope, found),
        "may_enter": may_enter,
    }
    return render(request, "surveys/campaign.html", context)


@requires(Power.CAMPAIGN_MANAGE)
@require_http_methods(["GET", "POST"])
def frame(request: Request, pk: int) -> HttpResponse:
    """Say how many there are in each commune; the sample to reach follows by the rule."""
    found = questions.campaign(request.scope, pk=pk)
    rows = questions.units_to_frame(request.scope, pk)
    form = FrameForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.set_frame(
                campaign=found, sizes=form.sizes(), by=request.scope,
                seen={line.pk: line.size for line in form.lines},
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Đã ghi khung mẫu của {changed} đơn vị.")
            return redirect(found)
    context = {"campaign": found, "form": form, "lines": frame_body(form)}
    return render(request, "surveys/frame.html", context, status=422 if form.errors else 200)


@requires(Power.CAMPAIGN_MANAGE)
@require_http_methods(["GET", "POST"])
def campaign_close(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Campaign.objects.editable_by(request.scope), pk=pk)
    context = {
        "campaign": found,
        "title": "Khóa đợt khảo sát?",
        "text": "Khóa rồi thì không nhận thêm tập phiếu; kết quả sẵn sàng để công bố.",
        "action": "Khóa đợt",
    }
    if request.method == "POST":
        try:
            actions.close_campaign(campaign=found, by=request.scope)
        except ValidationError as error:
            context["text"], context["danger"] = " ".join(error.messages), True
            return render(request, "surveys/confirm.html", context, partial="confirm", status=422)
        messages.success(request, "Đã khóa đợt khảo sát.")
        return redirect(found)
    return render(request, "surveys/confirm.html", context, partial="confirm")


@requires(Power.CAMPAIGN_MANAGE)
@require_http_methods(["GET", "POST"])
def campaign_reopen(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Campaign.objects.editable_by(request.scope), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_campaign(
                campaign=found, reason=form.cleaned_data["reason"], by=request.scope
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Đã mở lại đợt khảo sát.")
            return redirect(found)
    context = {
        "campaign": found,
        "form": form,
        "title": "Mở lại đợt khảo sát?",
        "text": "Việc mở lại và lý do được ghi vào nhật ký.",
        "action": "Mở lại",
    }
    status = 422 if form.errors else 200
    return render(request, "surveys/confirm.html", context, partial="confirm", status=status)


@requires(Power.CAMPAIGN_MANAGE)
@require_http_methods(["GET", "POST"])
def campaign_publish(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Campaign.objects.editable_by(request.scope), pk=pk)
    context = {
        "campaign": found,
        "title": "Công bố kết quả?",
        "text": (
            "Ủy ban nhân dân các đơn vị được khảo sát, cán bộ theo dõi địa bàn và Sở Nội vụ sẽ xem "
            "được kết quả tổng hợp trong phạm vi của mình. Phiếu lẻ thì không ai ngoài Mặt trận thấy."
        ),
        "action": "Công bố",
    }
    if request.method == "POST":
        try:
            actions.publish_campaign(campaign=found, by=request.scope, on=today())
        except ValidationError as error:
            context["text"], context["danger"] = " ".join(error.messages), True
            return render(request, "surveys/confirm.html", context, partial="confirm", status=422)
        messages.success(request, "Đã công bố kết quả.")
        return redirect("surveys:results", pk=found.pk)
    return render(request, "surveys/confirm.html", context, partial="confirm")
