"""Codes for citizens: issuing slips, how many were used, taking an issue back."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from citizens.surveys import questions
from citizens.surveys.actions import web as actions
from citizens.surveys.forms_web import IssueForm
from citizens.surveys.models import CodeIssue
from citizens.surveys.paper import slips_pdf
from citizens.surveys.views.printing import pdf_response
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.jobs.run import JobFailure
from portal.limits.http import SENDING, limited
from portal.limits.policy import EXPORT


@requires(Power.BALLOT_ENTER)
@limited(EXPORT, on=SENDING)
@require_http_methods(["GET", "POST"])
def codes(request: Request, pk: int) -> HttpResponse:
    """What was issued; POST issues codes and answers with the slips, which nobody can print again."""
    campaign = questions.campaign(request.scope, pk=pk)
    first = {"key": uuid4(), "count": 50, "expires_on": campaign.ends_on}
    form = IssueForm(request.POST or None, scope=request.scope, campaign=pk, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            slips = _issued(request, form)
        except ValidationError as error:
            by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, says in by_field.items():
                form.add_error(name if name in form.fields else None, says)
        except JobFailure as failure:
            form.add_error(None, str(failure))
        else:
            return pdf_response(slips, name=f"phieu-ma-{pk}")
    context = {
        "campaign": campaign,
        "form": form,
        "issues": questions.code_issues(request.scope, pk),
        "today": today(),
        "may_issue": campaign.is_open and bool(form.units),
    }
    return render(request, "surveys/codes.html", context, status=422 if form.errors else 200)


def _issued(request: Request, form: IssueForm) -> bytes:
    """Issue the codes and set their slips; without the slips nothing is issued."""
    data = form.cleaned_data
    return actions.issue_and_print(
        **data, by=request.scope, on=today(),
        prints=lambda issue, fresh: slips_pdf(
            issue, fresh, address=request.build_absolute_uri(reverse("surveys:code"))
        ),
    )  # fmt: skip


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def revoke(request: Request, pk: int, issue_pk: int) -> HttpResponse:
    rows = CodeIssue.objects.visible_to(request.scope).of_campaign(pk).with_use()
    issue = get_object_or_404(rows, pk=issue_pk)
    if request.method == "POST":
        actions.revoke_codes(issue=issue, by=request.scope, on=today())
        messages.success(request, "Đã thu hồi các mã chưa dùng của lần phát này.")
        return redirect("surveys:codes", pk=pk)
    context = {
        "campaign": issue.campaign_unit.campaign,
        "title": "Thu hồi mã?",
        "text": f"{issue.codes.unspent().count()} mã chưa dùng sẽ không gửi được phiếu nữa; "
        "phiếu đã gửi thì vẫn tính.",
        "action": "Thu hồi mã",
        "danger": True,
    }
    return render(request, "surveys/confirm.html", context, partial="confirm")
