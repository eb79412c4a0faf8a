"""Posting people to organisations, and ending a posting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from portal.access import Power, Role, requires
from portal.accounts import actions, questions
from portal.accounts.forms import EndPostingForm, PostingForm
from portal.accounts.models import Posting, User
from portal.accounts.rules import ENDING_SOON
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import first_of


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def posting_new(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.scope), pk=pk)
    form = PostingForm(request.POST or None, instance=Posting(user=person), scope=request.scope)
    if request.method == "POST" and form.is_valid():
        data = {"area": None} | form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        try:
            actions.post(user=person, by=request.scope, **data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã phân công.")
            return redirect("accounts:user", pk=person.pk)
    return render(request, "accounts/posting_form.html", {"form": form, "person": person})


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def posting_end(request: Request, pk: int) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.editable_by(request.scope).with_place(), pk=pk)
    form = EndPostingForm(request.POST or None, initial={"ends_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_posting(
                posting=posting, ends_on=form.cleaned_data["ends_on"], by=request.scope
            )
        except ValidationError as error:
            form.add_error("ends_on", error.messages[0])
        else:
            messages.success(request, "Đã kết thúc phân công.")
            return redirect("accounts:user", pk=posting.user_id)
    return render(request, "accounts/posting_end.html", {"form": form, "posting": posting})


@requires(Power.USER_MANAGE)
@require_GET
def ending(request: Request) -> HttpResponse:
    """Postings that end soon, and organisations where nobody works any more."""
    on = today()
    soon = questions.ending(request.scope, on + ENDING_SOON, on)
    empty = questions.left_empty(request.scope, on)
    context = {
        "soon": first_of(soon, questions.MOST_ENDING),
        "empty": first_of(empty, questions.MOST_ENDING),
        "days": ENDING_SOON.days,
    }
    return render(request, "accounts/ending.html", context)
