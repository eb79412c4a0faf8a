"""Results over time, results for everybody, and the decision to show them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from citizens.surveys import questions
from citizens.surveys.actions import releases as actions
from citizens.surveys.figures import drawings
from citizens.surveys.figures.country import country as work_out
from citizens.surveys.figures.results import results
from citizens.surveys.figures.trend import trend_of
from citizens.surveys.forms import WithdrawForm
from citizens.surveys.models import Campaign, QuestionnaireVersion
from citizens.surveys.querysets import EVERY_UNIT
from portal.access import Power, public, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request, sent_id
from portal.limits.http import limited
from portal.limits.policy import PUBLIC_PAGE
from portal.units.models import AdministrativeUnit

_WHY = (
    "Ủy ban MTTQ của tỉnh đã quyết định công khai kết quả; trang chỉ có số tổng hợp, nhóm nhỏ đã ẩn"
)


@requires(Power.RESULT_READ)
@require_GET
def trend(request: Request, pk: int) -> HttpResponse:
    """The same questions asked again: how the whole, and each commune, has changed."""
    campaign = questions.campaign(request.scope, pk=pk)
    of = (campaign.version_id, campaign.organiser_id, campaign.ends_on)
    found = trend_of(questions.rounds(request.scope, *of), seen=request.scope)
    lines = drawings.units_body(found.units, over_time=True) if found else ""
    context = {"campaign": campaign, "trend": found, "units": lines}
    return render(request, "surveys/trend.html", context)


@public(because=_WHY)
@limited(PUBLIC_PAGE)
@require_GET
def public_country(request: HttpRequest) -> HttpResponse:
    """Every province that shows its results, by one version of an instrument."""
    versions = list(QuestionnaireVersion.objects.public_in_use())
    asked = request.GET.get("phieu", "")
    chosen = next((one for one in versions if not asked or one.pk == sent_id(asked)), None)
    if asked and chosen is None:
        raise Http404
    provinces = AdministrativeUnit.objects.on(today()).provinces().order_by("code")
    found = work_out(Campaign.objects.public(), chosen, provinces=provinces) if chosen else None
    context = {"versions": versions, "country": found}
    return _kept(request, render(request, "surveys/public_country.html", context))


@public(because=_WHY)
@limited(PUBLIC_PAGE)
@require_GET
def public_results(request: HttpRequest, pk: int) -> HttpResponse:
    """The results of one campaign for everybody, as long as its organiser shows them."""
    campaign = get_object_or_404(Campaign.objects.public().with_names(), pk=pk)
    found = results(campaign, seen=EVERY_UNIT)
    asked = request.GET.get("don_vi", "")
    if asked:
        unit = sent_id(asked)
        if unit not in {one.row.pk for one in found.units}:
            raise Http404
        found = results(campaign, seen=EVERY_UNIT, chosen=unit)
    context = {
        "campaign": campaign,
        "results": found,
        "pictures": drawings.pictures(found),
        "entered_by": drawings.who_entered(found),
        "is_public": True,
    }
    return _kept(request, render(request, "surveys/public_results.html", context))


@requires(Power.CAMPAIGN_MANAGE)
@require_http_methods(["GET", "POST"])
def release(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Campaign.objects.editable_by(request.scope), pk=pk)
    context = {
        "campaign": found,
        "title": "Công khai kết quả cho mọi người?",
        "text": (
            "Ai cũng xem được kết quả tổng hợp mà không cần đăng nhập; nhóm dưới 5 phiếu đã ẩn. "
            "Thôi công khai lúc nào cũng được, có ghi lý do."
        ),
        "action": "Công khai",
    }
    if request.method == "POST":
        try:
            actions.release_results(campaign=found, by=request.scope, on=today())
        except ValidationError as error:
            context["text"], context["danger"] = " ".join(error.messages), True
            return render(request, "surveys/confirm.html", context, partial="confirm", status=422)
        messages.success(request, "Đã công khai kết quả.")
        return redirect("surveys:results", pk=found.pk)
    return render(request, "surveys/confirm.html", context, partial="confirm")


@requires(Power.CAMPAIGN_MANAGE)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Campaign.objects.editable_by(request.scope), pk=pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.withdraw_results(campaign=found, reason=reason, by=request.scope, on=today())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Đã thôi công khai kết quả.")
            return redirect("surveys:results", pk=found.pk)
    context = {
        "campaign": found,
        "form": form,
        "title": "Thôi công khai kết quả?",
        "text": "Trang công khai không mở được nữa. Việc này và lý do được ghi vào nhật ký.",
        "action": "Thôi công khai",
    }
    status = 422 if form.errors else 200
    return render(request, "surveys/confirm.html", context, partial="confirm", status=status)


def _kept(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """Let a stranger's browser keep the page, but ask each time: what is withdrawn is gone at once.

    One drawn for somebody at work is kept nowhere.
    """
    if not request.user.is_authenticated:
        page["Cache-Control"] = "public, no-cache"
    return page
