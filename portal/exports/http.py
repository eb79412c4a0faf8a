"""Answering a list's export: the file at once, or the offer to make it in the background."""

from uuid import uuid4

from django.http import HttpResponse

from portal.calendar.clock import today
from portal.exports.actions import PRIVATE
from portal.exports.forms import AskForm
from portal.exports.kinds import TableKind
from portal.htmx import render
from portal.http import Request
from portal.sheets import MOST_AT_ONCE, has_more_than, workbook, xlsx_response


def table_or_offer(request: Request, kind: TableKind, *, name: str, back: str) -> HttpResponse:
    """Return the table that the request's filters ask for; of a long one, the page that offers it."""
    parts = kind.parts(request.scope, request.GET)
    if has_more_than(MOST_AT_ONCE, parts):
        asked = {"kind": kind.name, "query": request.GET.urlencode(), "key": uuid4().hex}
        context = {"kind": kind, "form": AskForm(initial=asked), "back": back}
        context["refusal"] = PRIVATE if kind.keeps_out(request.GET) else ""
        context["rows"] = sum(part.count() for part in parts)
        return render(request, "exports/offer.html", context)
    content = workbook(*parts)
    if kind.noted:
        kind.noted(request.scope, request.GET, sum(part.count() for part in parts))
    return xlsx_response(content, name=f"{name}-{today():%Y%m%d}")
