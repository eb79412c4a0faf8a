"""Coming in and going out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from portal.access import public
from portal.accounts import entry
from portal.accounts.forms import LoginForm
from portal.accounts.guessing import slow_down
from portal.accounts.second_step import has_app
from portal.htmx import render
from portal.text import one_line


@public(because="người chưa đăng nhập phải vào được trang đăng nhập")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        slow_down(request, one_line(request.POST.get("username", ""))[:60])
    form = LoginForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user, to = form.get_user(), _safe_next(request)
        if has_app(user):
            return entry.ask_second_step(request, user, to=to)
        return entry.let_in(request, user, to=to, second_step=False)
    return render(
        request, "accounts/login.html", {"form": form, "next": request.GET.get("next", "")}
    )


@public(because="ai cũng được đăng xuất, kể cả khi phiên đã hết hạn")
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "Đã đăng xuất.")
    return redirect("accounts:login")


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """The page after too many wrong passwords; django-axes calls it."""
    return render(request, "accounts/locked.html", {}, status=429)


def _safe_next(request: HttpRequest) -> str:
    """Where to go after login: only a page of this site."""
    wanted = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    if allowed and wanted.startswith("/"):
        return wanted
    return reverse("home:start")
