"""Answering on the web: a code, the questionnaire, thanks. Without script, without a session.

The code travels in the form, never in an address, so that no log holds it.
"""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from citizens.surveys.actions import web as actions
from citizens.surveys.forms_web import CodeForm, WebBallotForm
from citizens.surveys.models import AnswerCode
from portal.access import public
from portal.calendar.clock import today
from portal.htmx import render
from portal.limits.actions import miss, spend, used_up
from portal.limits.http import from_here, limited
from portal.limits.policy import ANSWER_CODE, ANSWER_SLOWLY, PUBLIC_PAGE

_WHY = "người dân trả lời bằng mã dùng một lần do Mặt trận phát; không hỏi tên, không lưu địa chỉ"


@public(because=_WHY)
@limited(PUBLIC_PAGE)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; a good one opens the questionnaire in the answer."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = _usable(request, form, form.cleaned_data["ma"])
        if found is not None:
            sheet = found.issue.campaign_unit.campaign.version.sheet
            blank = WebBallotForm(sheet=sheet, initial={"ma": form.cleaned_data["ma"]})
            return _questionnaire(request, found, blank)
    context = {"form": form}
    return render(request, "surveys/web_code.html", context, status=422 if form.errors else 200)


@public(because=_WHY)
@limited(PUBLIC_PAGE)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Keep the ballot; the code is spent with it."""
    if request.method == "GET":
        return redirect("surveys:code")
    asked = CodeForm({"ma": request.POST.get("ma", "")})
    found = _usable(request, asked, request.POST.get("ma", ""))
    if found is None:
        return render(request, "surveys/web_code.html", {"form": asked}, status=422)
    form = WebBallotForm(request.POST, sheet=found.issue.campaign_unit.campaign.version.sheet)
    if not form.is_valid():
        return _questionnaire(request, found, form)
    try:
        actions.give_ballot(code=form.cleaned_data["ma"], typed=form.typed(), on=today())
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _questionnaire(request, found, form)
    return redirect("surveys:thanks")


@public(because=_WHY)
@limited(PUBLIC_PAGE)
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "surveys/web_thanks.html", {})


def _usable(request: HttpRequest, form: CodeForm, typed: str) -> AnswerCode | None:
    """Return the code; a wrong one is told in the form and counted, one that was used is only told.

    After too many wrong ones a wrong one is refused with 429; a right one from the same address opens,
    for a counter's tablet has many citizens. Each try is then counted, so that guessing is slow.
    """
    here = from_here(request)
    refused = used_up(ANSWER_CODE, here)
    if refused:
        spend(ANSWER_SLOWLY, here)
    try:
        return actions.usable_code(code=typed, on=today())
    except actions.UnknownCode as error:
        miss(ANSWER_CODE, here)
        if refused:
            raise refused from error
        form.add_error("ma", error.messages)
    except ValidationError as error:
        form.add_error("ma", error.messages)
    return None


def _questionnaire(request: HttpRequest, found: AnswerCode, form: WebBallotForm) -> HttpResponse:
    asked = found.issue.campaign_unit
    context = {"form": form, "unit": asked.unit, "version": asked.campaign.version}
    return render(request, "surveys/web_ballot.html", context, status=422 if form.errors else 200)
