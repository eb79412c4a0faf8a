"""Login, one's own account, and the administrator's pages of people."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access import Power, Role, public, requires
from portal.accounts import actions
from portal.accounts.forms import (
    EndPostingForm,
    LoginForm,
    PasswordForm,
    PeopleFilter,
    PostingForm,
    UserForm,
)
from portal.accounts.models import Posting, User
from portal.accounts.querysets import posted_in
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request, sent_id
from portal.lists import keyset_page
from portal.middleware import POSTING_KEY
from portal.units.models import AdministrativeUnit


@public(because="người chưa đăng nhập phải vào được trang đăng nhập")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    form = LoginForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return redirect(_safe_next(request))
    return render(
        request, "accounts/login.html", {"form": form, "next": request.GET.get("next", "")}
    )


@public(because="ai cũng được đăng xuất, kể cả khi phiên đã hết hạn")
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "Đã đăng xuất.")
    return redirect("accounts:login")


def client_address(request: HttpRequest) -> str:
    """Return the address that lock-outs count by; django-axes calls it.

    Only the last entry of X-Forwarded-For is our own proxy's word; the others anyone can write.
    """
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """The page after too many wrong passwords; django-axes calls it."""
    return render(request, "accounts/locked.html", {}, status=429)


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
        actions.change_password(user=user, password=form.cleaned_data["new"], by=scope)
        update_session_auth_hash(request, user)
        messages.success(request, "Đã đổi mật khẩu.")
        return redirect("home:start")
    return render(
        request, "accounts/password.html", {"form": form, "first": user.must_change_password}
    )


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


@requires()
@require_GET
def profile(request: Request) -> HttpResponse:
    """One's own account: who I am, where I work, what this posting may do."""
    held = request.user.postings.on(today()).with_place()
    powers = sorted(request.scope.powers, key=list(Power).index)
    return render(request, "accounts/profile.html", {"postings": held, "powers": powers})


@requires(Power.USER_MANAGE)
@require_GET
def user_list(request: Request) -> HttpResponse:
    filters = PeopleFilter(request.GET)
    people = User.objects.visible_to(request.scope).search(filters.words).with_postings()
    page = keyset_page(request, people, order=("sort_key", "id"))
    return render(
        request, "accounts/users.html", {"page": page, "filters": filters}, partial="rows"
    )


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def user_new(request: Request) -> HttpResponse:
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user, first = actions.create_user(
            username=form.cleaned_data["username"],
            full_name=form.cleaned_data["full_name"],
            phone=form.cleaned_data["phone"],
            by=request.scope,
        )
        return render(request, "accounts/first_password.html", {"person": user, "password": first})
    return render(request, "accounts/user_form.html", {"form": form})


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def user_edit(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.scope), pk=pk)
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
        messages.success(request, "Đã lưu tài khoản.")
        return redirect("accounts:user", pk=person.pk)
    held = person.postings.with_place()
    return render(request, "accounts/user.html", {"person": person, "form": form, "postings": held})


@requires(Power.USER_MANAGE)
@require_POST
def user_reset(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.scope), pk=pk)
    first = actions.reset_password(user=person, by=request.scope)
    return render(request, "accounts/first_password.html", {"person": person, "password": first})


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def posting_new(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.scope), pk=pk)
    form = PostingForm(request.POST or None, instance=Posting(user=person))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        actions.post(user=person, by=request.scope, **data)
        messages.success(request, "Đã phân công.")
        return redirect("accounts:user", pk=person.pk)
    return render(request, "accounts/posting_form.html", {"form": form, "person": person})


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def posting_end(request: Request, pk: int) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.visible_to(request.scope).with_place(), pk=pk)
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


@requires(Power.UNIT_READ)
@require_GET
def unit_people(request: Request, pk: int) -> HttpResponse:
    """Who works in a unit today; for those whose scope reaches the unit."""
    unit = get_object_or_404(AdministrativeUnit.objects.visible_to(request.scope), pk=pk)
    postings = posted_in(unit, on=today())
    return render(request, "accounts/unit_people.html", {"unit": unit, "postings": postings})


def _safe_next(request: HttpRequest) -> str:
    """Where to go after login: only a page of this site."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("home:start")
