from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from portal.access import Power, requires
from portal.audit import questions
from portal.audit.acts import administrators_line, told_with
from portal.audit.forms import AuditFilter
from portal.audit.models import Entry
from portal.audit.querysets import EntryQuerySet
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page


@requires(Power.AUDIT_READ)
@require_GET
def entry_list(request: Request) -> HttpResponse:
    """Who did what, newest first.

    An administrator reads the sentences of administration, with the values of the own organisation;
    of business only that it was done (`portal.audit.acts`).
    """
    filters = AuditFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    first = None if any(asked.values()) else partial(questions.newest, request.scope)
    page = keyset_page(request, lambda: _found(request, asked), order=("-id",), first=first)
    lines = [administrators_line(entry, request.scope) for entry in page]
    context = {"page": page, "lines": lines, "filters": filters}
    return render(request, "audit/list.html", context, partial="rows")


def _found(request: Request, asked: Mapping[str, Any]) -> EntryQuerySet:
    entries = Entry.objects.visible_to(request.scope).between(asked.get("tu"), asked.get("den"))
    return entries.search(asked.get("q") or "", told_with=told_with).select_related("values")
