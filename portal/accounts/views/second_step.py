"""The second step of a login, and how one sets it up, replaces it and gets codes for paper."""

from collections.abc import Callable

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access import Power, public, requires
from portal.accounts import actions, entry
from portal.accounts.forms import CodeForm, NewAppForm, OwnPasswordForm, RecoveryCodeForm
from portal.accounts.models import User
from portal.accounts.second_step import PendingSecret, has_app, may_turn_off
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.limits.actions import insist, miss
from portal.limits.http import asker
from portal.limits.policy import OWN_PASSWORD, SECOND_STEP

_BEFORE_LOGIN = "bước hai của đăng nhập: người đã đúng mật khẩu nhưng chưa vào"
_OWN = (
    "người đã đăng nhập phải đặt được bước hai cả khi chưa chọn vị trí; khách được đưa về đăng nhập"
)


# --- while logging in ---


@public(because=_BEFORE_LOGIN)
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    return _second_step(request, form, actions.use_app, "accounts/second_step.html")


@public(because=_BEFORE_LOGIN)
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    form = RecoveryCodeForm(request.POST or None)
    return _second_step(request, form, actions.use_recovery_code, "accounts/recover.html")


def _second_step(
    request: HttpRequest,
    form: CodeForm | RecoveryCodeForm,
    proves: Callable[..., bool],
    template: str,
) -> HttpResponse:
    waiting = entry.who_waits(request, at=timezone.now())
    if waiting is None:
        messages.info(request, "Hãy đăng nhập lại từ đầu.")
        return redirect("accounts:login")
    if request.method == "POST" and form.is_valid():
        whom = f"person:{waiting.user.pk}"
        insist(SECOND_STEP, whom)
        if proves(user=waiting.user, code=form.cleaned_data["code"], at=timezone.now()):
            return entry.let_in(request, waiting.user, to=waiting.to, second_step=True)
        miss(SECOND_STEP, whom)
        form.add_error("code", "Mã không đúng, đã hết hạn, hoặc đã dùng rồi.")
    status = 422 if form.errors else 200
    return render(request, template, {"form": form}, status=status)


# --- one's own account ---


@public(because=_OWN)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("accounts:login")
    user = request.user
    context = {
        "has_app": has_app(user),
        "codes_left": user.recovery_codes.left().count(),
        "may_turn_off": may_turn_off(request),
    }
    return render(request, "accounts/second_step_overview.html", context)


@public(because=_OWN)
@sensitive_post_parameters("code", "password")
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show a new secret as QR code; take the app that proves it has read it."""
    if not request.user.is_authenticated:
        return redirect("accounts:login")
    user, replaces = request.user, has_app(request.user)
    if replaces and not entry.passed_second_step(request):
        logout(request)  # a password alone must not swap the phone that guards it
        return redirect("accounts:login")
    form = NewAppForm(request.POST or None, user=user, replaces=replaces)
    pending = PendingSecret.of(request)
    if request.method == "POST" and _own(request, form):
        codes = actions.set_up(
            user=user, secret=pending.secret, code=form.cleaned_data["code"], at=timezone.now(),
            by=getattr(request, "scope", None), keep=request.session.session_key,
        )  # fmt: skip
        if codes is not None:
            pending.forget(request)
            entry.note_second_step(request)
            return _show_codes(request, codes)
        form.add_error("code", "Mã không đúng. Hãy xem đồng hồ của điện thoại có đúng giờ không.")
    uri = pending.uri(account=user.username)
    context = {
        "form": form, "replaces": replaces, "typed": pending.as_typed,
        "image": segno.make(uri, error="m").svg_data_uri(scale=5, border=2, light="#fff"),
    }  # fmt: skip
    return render(
        request, "accounts/second_step_set_up.html", context, status=422 if form.errors else 200
    )


@public(because=_OWN)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def new_codes(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("accounts:login")
    if not has_app(request.user):
        return redirect("accounts:second_step")
    form = OwnPasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and _own(request, form):
        scope = getattr(request, "scope", None)
        return _show_codes(request, actions.renew_codes(user=request.user, by=scope))
    status = 422 if form.errors else 200
    return render(request, "accounts/new_codes.html", {"form": form}, status=status)


@public(because=_OWN)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def turn_off(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("accounts:login")
    if not has_app(request.user) or not may_turn_off(request):
        return redirect("accounts:second_step")
    form = OwnPasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and _own(request, form):
        actions.turn_off(user=request.user, by=getattr(request, "scope", None))
        entry.forget_second_step(request)
        messages.success(request, "Đã tắt xác thực hai bước.")
        return redirect("accounts:second_step")
    status = 422 if form.errors else 200
    return render(request, "accounts/turn_off.html", {"form": form}, status=status)


# --- helping somebody ---


@requires(Power.USER_MANAGE)
@require_POST
def reset(request: Request, pk: int) -> HttpResponse:
    """For a person whose phone and codes are lost: a new slip, and no second step."""
    person = get_object_or_404(User.objects.editable_by(request.scope, on=today()), pk=pk)
    actions.reset_second_step(user=person, by=request.scope)
    slips = actions.issue_slips(people=[person], at=timezone.now(), by=request.scope)
    return render(request, "accounts/slips.html", {"slips": slips})


def _own(request: HttpRequest, form: OwnPasswordForm) -> bool:
    """Return whether the form holds; wrong passwords in it are counted."""
    whom = asker(request)
    insist(OWN_PASSWORD, whom)
    if "password" in form.errors and form.data.get("password"):
        miss(OWN_PASSWORD, whom)
    return form.is_valid()


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {"codes": codes, "product": settings.PRODUCT_NAME}
    return render(request, "accounts/recovery_codes.html", context)
