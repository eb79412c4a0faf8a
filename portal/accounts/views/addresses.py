"""One's own address for mail: giving it, and showing by a link that it is one's own."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.access import public, requires
from portal.accounts import actions
from portal.accounts.forms import AddressForm
from portal.calendar.clock import now
from portal.htmx import render
from portal.http import Request
from portal.limits.actions import insist, miss, spend
from portal.limits.http import asker, from_here, limited
from portal.limits.policy import ADDRESS_CODE, ADDRESS_MAIL, ADDRESS_MAIL_TO, PUBLIC_PAGE

SENT = "Thư xác nhận đang được gửi. Mở liên kết trong thư trong vòng 24 giờ."


@requires()
@require_http_methods(["GET", "POST"])
def address(request: Request) -> HttpResponse:
    """Give an address, or none; a new one gets a link that confirms it."""
    form = AddressForm(request.POST or None, initial={"email": request.user.email})
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if email:
            _count(request, email)
        actions.set_email(user=request.user, email=email, confirmed_at=None, by=request.scope)
        return _ask(request)
    status = 422 if form.errors else 200
    context = {"form": form, "mail_goes": settings.DIGESTS}
    return render(request, "accounts/address.html", context, status=status)


@requires()
@require_POST
def ask_again(request: Request) -> HttpResponse:
    if request.user.email:
        _count(request, request.user.email)
    return _ask(request)


@public(because="liên kết trong thư có thể được mở trên máy khác, khi chưa đăng nhập")
@limited(PUBLIC_PAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """A button first: programs that look into mail open links, and must not use them up."""
    if request.method == "GET":
        return render(request, "accounts/address_confirm.html")
    insist(ADDRESS_CODE, from_here(request))
    if actions.confirm_email_by_code(code=code, at=now()):
        messages.success(request, "Đã xác nhận địa chỉ thư điện tử.")
        return redirect("notices:choice")
    miss(ADDRESS_CODE, from_here(request))
    return render(request, "accounts/address_confirm.html", {"refused": True}, status=422)


def _count(request: Request, email: str) -> None:
    """Nobody floods a mail box, one's own or a stranger's, by asking for links."""
    spend(ADDRESS_MAIL, asker(request))
    spend(ADDRESS_MAIL_TO, email.lower())


def _ask(request: Request) -> HttpResponse:
    if request.user.email and not request.user.email_confirmed_at:
        actions.ask_confirmation(user=request.user, by=request.scope)
        messages.info(request, SENT)
    else:
        messages.success(request, "Đã lưu địa chỉ thư điện tử.")
    return redirect("accounts:address")
