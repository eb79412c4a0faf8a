"""One's own account: who I am, where I work, my password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from portal.access import Power, public, requires
from portal.accounts import actions
from portal.accounts.forms import PasswordForm
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request, sent_id
from portal.middleware import POSTING_KEY


@requires()
@require_GET
def profile(request: Request) -> HttpResponse:
    """One's own account: who I am, where I work, what this posting may do."""
    held = request.user.postings.on(today()).with_place()
    powers = sorted(request.scope.powers, key=list(Power).index)
    return render(request, "accounts/profile.html", {"postings": held, "powers": powers})


@public(
    because="người đã đăng nhập nhưng chưa có phân công vẫn đổi được mật khẩu; khách được đưa về đăng nhập"
)
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("accounts:login")
    user = request.user
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        scope = getattr(request, "scope", None)
        actions.change_password(
            user=user, password=form.cleaned_data["new"], by=scope, keep=request.session.session_key
        )
        update_session_auth_hash(request, user)
        messages.success(request, "Đã đổi mật khẩu.")
        return redirect("home:start")
    return render(request, "accounts/password.html", {"form": form})


@public(
    because="trang nói cho người chưa có phân công biết phải làm gì; khách được đưa về đăng nhập"
)
@require_http_methods(["GET", "POST"])
def postings(request: HttpRequest) -> HttpResponse:
    """Choose in which posting to work; says so plainly when there is none."""
    if not request.user.is_authenticated:
        return redirect("accounts:login")
    held = request.user.postings.on(today()).with_place()
    if request.method == "POST":
        chosen = get_object_or_404(held, pk=sent_id(request.POST.get("posting", "")))
        request.session[POSTING_KEY] = chosen.pk
        return redirect("home:start")
    return render(request, "accounts/postings.html", {"postings": list(held)})
