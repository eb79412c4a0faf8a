"""Last year's paper book: previewed line by line, then taken in."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.receptions import actions, old_books
from citizens.receptions.forms.imports import OldBookForm
from citizens.receptions.querysets import own_books
from citizens.receptions.resources import blank_book
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import EXPORT, UPLOAD
from portal.sheets import workbook, xlsx_response
from portal.units.models import Organisation

_STALE = "Bản xem trước không còn dùng được. Hãy chọn lại tệp."


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@limited(UPLOAD, on=SENDING)
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def preview(request: Request) -> HttpResponse:
    """What each line of the file would do; nothing is written, and the file is not kept."""
    offices = own_books(request.scope).order_by("name")
    form = OldBookForm(
        request.POST or None, request.FILES or None, offices=offices,
        initial={"office": request.scope.organisation_id},
    )  # fmt: skip
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        office = form.cleaned_data["office"]
        try:
            lines = old_books.read_book(
                form.cleaned_data["sheet"], office=office, on=today(),
                names_checked=form.cleaned_data["checked"],
            )  # fmt: skip
        except ValidationError as error:
            form.add_error("sheet", error)
        else:
            context |= {
                "lines": lines,
                "previewed": True,
                "office": office,
                "new": sum(line.is_new for line in lines),
                "refused": sum(bool(line.problems) for line in lines),
                "sealed": old_books.sealed(lines),
            }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "receptions/old_book.html", context, status=status)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@limited(UPLOAD, on=SENDING)
@sensitive_post_parameters("sealed")
@require_POST
def take_in(request: Request) -> HttpResponse:
    """Take in the lines that the preview found good."""
    wanted = request.POST.get("office", "")
    offices: list[Organisation] = list(own_books(request.scope))
    office = next((one for one in offices if str(one.pk) == wanted), None)
    if office is None:
        if wanted:
            raise Http404("Sổ của cơ quan khác.")
        messages.error(request, _STALE)
        return redirect("receptions:old_book")
    try:
        visits = old_books.unsealed(request.POST.get("sealed", ""))
        taken = actions.import_book(office=office, visits=visits, by=request.scope)
    except signing.BadSignature:
        messages.error(request, _STALE)
        return redirect("receptions:old_book")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("receptions:old_book")
    messages.success(request, f"Đã nhập {taken} lượt tiếp; sổ nhập vào không ghi thêm được nữa.")
    return redirect("receptions:register")


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@limited(EXPORT)
@require_GET
def blank(request: Request) -> HttpResponse:
    """The columns of the form, to be filled in."""
    return xlsx_response(workbook(blank_book()), name="mau-nhap-so-tiep-cong-dan")
