"""Answering a list's export: the file at once, or the offer to make it in the background."""

from uuid import uuid4

from django.http import HttpResponse

from portal.calendar.clock import today
from portal.exports.forms import AskForm
from portal.exports.kinds import ExportKind
from portal.htmx import render
from portal.http import Request
from portal.sheets import MOST_AT_ONCE, workbook, xlsx_response


def table_or_offer(request: Request, kind: ExportKind, *, name: str, back: str) -> HttpResponse:
    """Return the table that the request's filters ask for; of a long one, the page that offers it."""
    part = kind.part(request.scope, request.GET)
    if part.has_more_than(MOST_AT_ONCE):
        asked = {"kind": kind.name, "query": request.GET.urlencode(), "key": uuid4().hex}
        context = {"kind": kind, "rows": part.count(), "form": AskForm(initial=asked), "back": back}
        return render(request, "exports/offer.html", context)
    return xlsx_response(workbook(part), name=f"{name}-{today():%Y%m%d}")
