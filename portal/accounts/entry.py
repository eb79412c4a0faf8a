"""The way in, from the right password to a session: by way of the second step where there is one."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from portal.accounts import sessions
from portal.accounts.guessing import remember_browser
from portal.accounts.models import User

_WAITING, _SECOND_STEP = "waiting", "second_step"
_PATIENCE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person whose password was right, and the page they wanted."""

    user: User
    to: str


def ask_second_step(request: HttpRequest, user: User, *, to: str) -> HttpResponse:
    """Remember who stands at the door, without letting them in."""
    request.session.cycle_key()
    until = int(timezone.now().timestamp()) + _PATIENCE_SECONDS
    request.session[_WAITING] = {
        "user": user.pk, "proof": user.get_session_auth_hash(), "until": until, "to": to,
    }  # fmt: skip
    return redirect("accounts:second_step_check")


def who_waits(request: HttpRequest, *, at: datetime) -> Waiting | None:
    """Return who gave the right password in this browser a moment ago, and still may come in."""
    kept = request.session.get(_WAITING)
    if not kept or at.timestamp() > kept["until"]:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != kept["proof"]:
        return None
    return Waiting(user, kept["to"])


def let_in(request: HttpRequest, user: User, *, to: str, second_step: bool) -> HttpResponse:
    request.session.pop(_WAITING, None)
    login(request, user, "django.contrib.auth.backends.ModelBackend")
    sessions.begin(request, at=timezone.now())
    if second_step:
        note_second_step(request)
    response = redirect(to)
    remember_browser(request, response, user)
    return response


def note_second_step(request: HttpRequest) -> None:
    request.session[_SECOND_STEP] = True


def forget_second_step(request: HttpRequest) -> None:
    request.session.pop(_SECOND_STEP, None)


def passed_second_step(request: HttpRequest) -> bool:
    return bool(request.session.get(_SECOND_STEP))
