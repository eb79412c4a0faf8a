"""People by spreadsheet: a template, a preview that is rolled back, and the confirmation."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access import Power, requires
from portal.accounts import resources
from portal.accounts.forms import RosterForm
from portal.accounts.resources import HEADS, MOST_PEOPLE, RosterLine
from portal.calendar.clock import now, today
from portal.htmx import render
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import EXPORT, UPLOAD
from portal.sheets import read_rows, xlsx_response

_STALE = "Bản xem trước không còn dùng được. Hãy chọn lại tệp."


@requires(Power.USER_MANAGE)
@limited(UPLOAD, on=SENDING)
@require_http_methods(["GET", "POST"])
def roster(request: Request) -> HttpResponse:
    """Send a roster; a preview says what each line would make, change or leave, and what is wrong."""
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "GET":
        return render(request, "accounts/roster.html", {"form": RosterForm()})
    lines = _previewed(request, form)
    if lines is None:
        return render(request, "accounts/roster.html", {"form": form}, status=422)
    context = {
        "form": RosterForm(),
        "previewed": True,
        "lines": lines,
        "new": sum(line.is_new for line in lines),
        "changed": sum(line.is_changed for line in lines),
        "bad": sum(not line.is_good for line in lines),
        "sealed": resources.sealed(lines),
        "sealed_bad": resources.sealed_bad(lines),
    }
    return render(request, "accounts/roster.html", context)


@requires(Power.USER_MANAGE)
@require_POST
def take_in(request: Request) -> HttpResponse:
    """Enter the lines that the preview found good; then slips can be printed, as often as needed."""
    try:
        told = resources.unsealed(request.POST.get("sealed", ""))
    except signing.BadSignature:
        messages.error(request, _STALE)
        return redirect("accounts:roster")
    lines = resources.take_in(told, by=request.scope, on=today(), at=now(), in_earnest=True)
    _say(request, lines)
    return redirect("accounts:never_logged_in")


@requires(Power.USER_MANAGE)
@limited(EXPORT)
@require_GET
def template(request: Request) -> HttpResponse:
    made = resources.template(by=request.scope, on=today())
    return xlsx_response(made, name="mau-danh-sach-tai-khoan")


@requires(Power.USER_MANAGE)
@limited(EXPORT)
@require_POST
def bad_lines(request: Request) -> HttpResponse:
    """The lines that could not go in, as a roster to mend and send again."""
    try:
        made = resources.bad_lines(request.POST.get("sealed", ""), by=request.scope, on=today())
    except signing.BadSignature:
        messages.error(request, _STALE)
        return redirect("accounts:roster")
    return xlsx_response(made, name="danh-sach-can-sua")


def _previewed(request: Request, form: RosterForm) -> list[RosterLine] | None:
    """Return what the lines of the sheet would do; None when it is no roster, said in the form."""
    if not form.is_valid():
        return None
    heads = list(HEADS.values())
    try:
        read = read_rows(
            form.cleaned_data["sheet"], heads=heads, filled=heads[:3], most=MOST_PEOPLE
        )
    except ValidationError as error:
        form.add_error("sheet", error)
        return None
    told = resources.without_hint(read)
    return resources.take_in(told, by=request.scope, on=today(), at=now(), in_earnest=False)


def _say(request: Request, lines: list[RosterLine]) -> None:
    new, changed = sum(line.is_new for line in lines), sum(line.is_changed for line in lines)
    messages.success(request, f"Đã lập {new} tài khoản, thay đổi {changed} tài khoản.")
    refused = [line for line in lines if not line.is_good]
    if refused:
        told = "; ".join(f"dòng {line.number}: {line.problems[0][1]}" for line in refused[:5])
        messages.warning(request, f"Không nhập được {len(refused)} dòng; {told}")
