"""Where a person is logged in: one's own browsers, and an administrator's view of somebody's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from portal.access import Power, requires
from portal.accounts import actions, questions
from portal.accounts.models import Session, User
from portal.accounts.scopes import held_postings
from portal.accounts.second_step import has_app, must_have_app
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import first_rows


@requires()
@require_GET
def mine(request: Request) -> HttpResponse:
    opened = request.user.sessions.open(timezone.now())
    return render(request, "accounts/sessions.html", {"sessions": first_rows(opened, 50)})


@requires()
@require_POST
def end(request: Request, handle: str) -> HttpResponse:
    open_now = Session.objects.visible_to(request.scope).open(timezone.now())
    session = get_object_or_404(open_now, handle=handle)
    owner_id = session.user_id
    actions.end_session(session=session, by=request.scope)
    messages.success(request, "Đã kết thúc phiên.")
    if owner_id != request.user.pk:
        return redirect("accounts:security", pk=owner_id)
    return redirect("accounts:sessions")


@requires()
@require_POST
def end_others(request: Request) -> HttpResponse:
    ended = actions.end_sessions(
        user=request.user, keep=request.session.session_key, by=request.scope
    )
    messages.success(request, f"Đã kết thúc {ended} phiên khác.")
    return redirect("accounts:sessions")


@requires(Power.USER_MANAGE)
@require_GET
def security(request: Request, pk: int) -> HttpResponse:
    """How a person gets in, for the administrator who helps them."""
    person = questions.person(request.scope, pk=pk)
    uses_app = has_app(person)
    context = {
        "person": person,
        "sessions": first_rows(person.sessions.open(timezone.now()), 50),
        "has_app": uses_app,
        "must_have_app": not uses_app and must_have_app(held_postings(person, on=today())),
        "codes_left": person.recovery_codes.left().count() if uses_app else 0,
    }
    return render(request, "accounts/security.html", context)


@requires(Power.USER_MANAGE)
@require_POST
def end_all(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.scope), pk=pk)
    keep = request.session.session_key if person == request.user else None
    ended = actions.end_sessions(user=person, keep=keep, by=request.scope)
    messages.success(request, f"Đã kết thúc {ended} phiên của {person.full_name}.")
    return redirect("accounts:security", pk=person.pk)
