"""The administrator's pages of people, and who works in a unit."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from portal.access import Power, requires
from portal.accounts import actions, questions
from portal.accounts.drawing import people_lines
from portal.accounts.forms import PeopleFilter, UserForm
from portal.accounts.models import User
from portal.accounts.querysets import posted_in
from portal.accounts.rules import NOT_ONLY_HERE
from portal.calendar.clock import now, today
from portal.htmx import render
from portal.http import Request
from portal.likeness import anywhere
from portal.lists import keyset_page
from portal.units.models import AdministrativeUnit


@requires(Power.USER_MANAGE)
@require_GET
def user_list(request: Request) -> HttpResponse:
    filters = PeopleFilter(request.GET)
    page = keyset_page(
        request,
        lambda: User.objects.visible_to(request.scope).search(filters.words),
        order=questions.IN_ORDER,
        first=partial(questions.people, request.scope, anywhere(filters.words)),
    )
    lines = people_lines(page, questions.held_by(page, request.scope, today()))
    context = {"page": page, "lines": lines, "filters": filters}
    return render(request, "accounts/users.html", context, partial="rows")


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def user_new(request: Request) -> HttpResponse:
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.create_user(
            username=form.cleaned_data["username"],
            full_name=form.cleaned_data["full_name"],
            phone=form.cleaned_data["phone"],
            by=request.scope,
        )
        actions.set_email(
            user=user, email=form.cleaned_data["email"], confirmed_at=now(), by=request.scope
        )
        messages.success(request, "Đã lập tài khoản. Hãy phân công vị trí, rồi in phiếu.")
        return redirect("accounts:user", pk=user.pk)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/user_form.html", {"form": form}, status=status)


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def user_edit(request: Request, pk: int) -> HttpResponse:
    """An account and its postings; read only when the person also works where others manage."""
    person = questions.person(request.scope, pk=pk)
    editable = questions.may_edit(request.scope, today(), row=person)
    if request.method == "POST" and not editable:
        raise PermissionDenied(NOT_ONLY_HERE)
    form = UserForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        person.refresh_from_db()
        actions.update_user(
            user=person,
            full_name=form.cleaned_data["full_name"],
            phone=form.cleaned_data["phone"],
            is_active=form.cleaned_data["is_active"],
            by=request.scope,
        )
        if "email" in form.changed_data:  # else what its owner still has to confirm would stand
            actions.set_email(
                user=person, email=form.cleaned_data["email"], confirmed_at=now(), by=request.scope
            )
        messages.success(request, "Đã lưu tài khoản.")
        return redirect("accounts:user", pk=person.pk)
    context = {
        "person": person,
        "form": form,
        "editable": editable,
        "not_only_here": NOT_ONLY_HERE,
        "postings": questions.postings_of(request.scope, pk),
        "mine_to_end": {one.pk for one in questions.editable_postings_of(request.scope, pk)},
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/user.html", context, status=status)


@requires(Power.UNIT_READ)
@require_GET
def unit_people(request: Request, pk: int) -> HttpResponse:
    """Who works in a unit today; for those whose scope reaches the unit."""
    unit = get_object_or_404(AdministrativeUnit.objects.visible_to(request.scope), pk=pk)
    postings = posted_in(unit, on=today())
    return render(request, "accounts/unit_people.html", {"unit": unit, "postings": postings})
