"""Slips of paper: printing them, and setting a password with one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from portal.access import Power, public, requires
from portal.accounts import actions
from portal.accounts.forms import SlipForm
from portal.accounts.models import User
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request, sent_id
from portal.limits.actions import insist, miss
from portal.limits.http import from_here
from portal.limits.policy import PAPER_CODE

MOST_SLIPS = 200


@public(because="người quên mật khẩu hoặc chưa có mật khẩu phải đặt được bằng mã trên phiếu")
@sensitive_post_parameters("code", "new", "again")
@never_cache
@require_http_methods(["GET", "POST"])
def set_password(request: HttpRequest) -> HttpResponse:
    """Login, code, new password. Wrong codes are counted by name and address: an office goes on."""
    form = SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        whom = f"{typed['username']} {from_here(request)}"
        insist(PAPER_CODE, whom)
        done = actions.set_password_by_code(
            username=typed["username"], code=typed["code"], password=typed["new"], at=timezone.now()
        )
        if done:
            messages.success(request, "Đã đặt mật khẩu. Hãy đăng nhập bằng mật khẩu mới.")
            return redirect("accounts:login")
        miss(PAPER_CODE, whom)
        form.add_error("code", "Tên đăng nhập hoặc mã không đúng, mã đã dùng hoặc đã hết hạn.")
    status = 422 if form.errors else 200
    return render(request, "accounts/set_password.html", {"form": form}, status=status)


@requires(Power.USER_MANAGE)
@never_cache
@require_POST
def issue(request: Request) -> HttpResponse:
    """A sheet of new slips, one a person; leaving the page loses them, and new ones may be issued."""
    chosen = {sent_id(each) for each in request.POST.getlist("person")}
    if not chosen:
        messages.error(request, "Chưa chọn ai để in phiếu.")
        return redirect("accounts:never_logged_in")
    if len(chosen) > MOST_SLIPS:
        messages.error(request, f"Mỗi lần in nhiều nhất {MOST_SLIPS} phiếu.")
        return redirect("accounts:never_logged_in")
    on = today()
    people = User.objects.editable_by(request.scope, on=on).numbered(chosen)
    found = list(people.active().with_postings(request.scope, on=on))
    if len(found) != len(chosen):
        raise Http404
    slips = actions.issue_slips(people=found, at=timezone.now(), by=request.scope)
    return render(request, "accounts/slips.html", {"slips": slips})
