"""The book: read on screen, printed, taken away as a spreadsheet, searched by identity number."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.receptions import exports, questions
from citizens.receptions.filters import PrintFilters, RegisterFilters
from citizens.receptions.forms import FindForm
from citizens.receptions.models import Reception, Visitor
from citizens.receptions.printing import AS_WRITTEN
from citizens.receptions.querysets import own_books
from citizens.receptions.reading import panels_of_number
from citizens.receptions.register import register_forms, sections
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.exports.forms import AskForm
from portal.exports.http import table_or_offer
from portal.htmx import render
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import EXPORT, IDENTITY_LOOKUP
from portal.lists import first_rows, keyset_page

NEWEST_FIRST = ("-received_on", "-id")


@requires(Power.RECEPTION_READ)
@require_GET
def register(request: Request) -> HttpResponse:
    filters = RegisterFilters(request.GET)
    books = questions.books_of(request.scope)
    order = AS_WRITTEN if filters.in_book_order else NEWEST_FIRST
    page = keyset_page(
        request, lambda: filters.applied(books, on=today()), order=order, first=filters.first(books)
    )
    context = {
        "page": page,
        "sections": sections(page),
        "filters": filters,
        "may_write": request.scope.may(Power.RECEPTION_WRITE),
    }
    return render(request, "receptions/register.html", context, partial="rows")


@requires(Power.RECEPTION_READ)
@limited(EXPORT)
@require_POST
def export(request: Request) -> HttpResponse:
    """The rows that the register shows for the same filters, oldest first."""
    back = f"{reverse('receptions:register')}?{request.GET.urlencode()}"
    return table_or_offer(request, exports.book, name="so-tiep-cong-dan", back=back)


@requires(Power.RECEPTION_READ)
@require_GET
def print_out(request: Request) -> HttpResponse:
    """Which days of the book are printed, in how many visits; a background job makes the PDF."""
    year = today().replace(month=1, day=1)
    asked = (
        request.GET
        if "tu" in request.GET
        else {"tu": f"{year:%d/%m/%Y}", "den": f"{today():%d/%m/%Y}"}
    )
    form = PrintFilters(asked)
    context: dict[str, Any] = {"form": form, "has_book": own_books(request.scope).exists()}
    if form.is_valid():
        first, last = form.days
        count = Reception.objects.visible_to(request.scope).between(first, last).count()
        query = urlencode({"tu": f"{first:%d/%m/%Y}", "den": f"{last:%d/%m/%Y}"})
        start = {"kind": exports.printed.name, "query": query, "key": uuid4().hex}
        context |= {
            "count": count,
            "most": exports.MOST_PRINTED,
            "forms": [one for one in register_forms() if one.meets(first, last)],
            "ask": AskForm(initial=start),
        }
    return render(request, "receptions/print.html", context)


@requires(Power.RECEPTION_READ)
@limited(IDENTITY_LOOKUP, on=SENDING)
@sensitive_post_parameters("number")
@require_http_methods(["GET", "POST"])
def find(request: Request) -> HttpResponse:
    """Who showed this identity number before? Asked by POST, so that no number stands in a log."""
    form = FindForm(request.POST or None)
    people, panels = None, []
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        found = Visitor.objects.visible_to(request.scope).with_number(number)
        people = first_rows(found.latest_first(), 50)
        panels = panels_of_number(number, request.scope)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "people": people, "panels": panels}
    return render(request, "receptions/find.html", context, status=status)
